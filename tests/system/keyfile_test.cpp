#include "system/keyfile.h"

#include "check.h"
#include "scratch.h"

#include <sched.h>
#include <signal.h>
#include <sys/ioctl.h>
#include <sys/resource.h>
#include <sys/wait.h>

static constexpr char kLine[] = "MDEyMzQ1Njc4OWFiY2RlZmdoaWprbG1ub3BxcnN0dXY=\n";

static Key secret_key()
{
    Key key;
    memcpy(key.bytes, "0123456789abcdefghijklmnopqrstuv", 32);
    return key;
}

static bool holds_secret(const char *path)
{
    Key key;
    return !read_key(key, path) && Bytes(key.bytes) == Bytes(secret_key().bytes);
}

TEST("keyfile: what is written can be read back, by its owner")
{
    static constexpr mode_t kUmasks[] = {0, 022, 077, 0777};
    for (mode_t mask : kUmasks) {
        Scratch scratch;
        umask(mask);
        CHECK("written", !write_key("key", KeyLine(secret_key())));
        CHECK("nobody else's, whatever the umask", status_of("key").st_mode == (S_IFREG | 0600));
        CHECK("one line", content_of("key") == kLine);
        CHECK("read back", holds_secret("key"));
    }
}

struct NewRow {
    const char *what;
    const char *path;
    int         code;
};
static constexpr NewRow kTaken[] = {
    {"a file", "file", EEXIST},
    {"a link to a file", "link", EEXIST},
    {"a link to nothing", "dangling", EEXIST},
    {"a directory", "directory", EEXIST},
    {"in no directory", "none/key", ENOENT},
    {"no name", "", ENOENT},
};
TEST("keyfile: nothing is replaced, and no link followed")
{
    Scratch scratch;
    put_file("file", "old");
    must(!symlink("file", "link") && !symlink("nothing", "dangling") && !mkdir("directory", 0755));
    for (const NewRow &row : kTaken) {
        Error error = write_key(row.path, KeyLine(secret_key()));
        CHECK(row.what, Text(error.words) == "create" && error.code() == row.code && error.exit() == Exit::file);
    }
    CHECK("as it was", content_of("file") == "old");
    CHECK("and no more", names_in(".") == "dangling directory file link");
}

TEST("keyfile: a key that could not be written is not there")
{
    Scratch scratch;
    rlimit  before;
    must(!getrlimit(RLIMIT_FSIZE, &before));
    rlimit few    = {20, before.rlim_max};
    auto   signal_before = signal(SIGXFSZ, SIG_IGN);
    must(!setrlimit(RLIMIT_FSIZE, &few));
    Error error = write_key("key", KeyLine(secret_key()));
    must(!setrlimit(RLIMIT_FSIZE, &before));
    signal(SIGXFSZ, signal_before);
    CHECK("said", Text(error.words) == "write" && error.code() == EFBIG && error.exit() == Exit::file);
    CHECK("nothing is left", names_in(".") == "");
}

struct ModeRow {
    mode_t mode;
    bool   secret;
};
static constexpr ModeRow kModes[] = {
    {0600, true},  {0400, true},  {0700, true},  {04600, true},  {0640, false}, {0620, false},
    {0610, false}, {0604, false}, {0602, false}, {0601, false},  {0644, false}, {0666, false},
};
TEST("keyfile: a file that others may use is no secret")
{
    Scratch scratch;
    put_file("key", kLine);
    for (const ModeRow &row : kModes) {
        must(!chmod("key", row.mode));
        Key   key;
        Error error = read_key(key, "key");
        Line  line;
        line.say("mode ", row.mode >> 6 & 7, row.mode >> 3 & 7, row.mode & 7);
        CHECK(line.text(), row.secret == holds_secret("key"));
        CHECK(line.text(), row.secret ? !error : starts_with(error.words, "others may use it"));
    }
}

struct UnreadRow {
    const char *what;
    const char *path;
    const char *words;
    int         code;
};
static constexpr UnreadRow kUnread[] = {
    {"nothing", "nothing", "open", ENOENT},
    {"a directory", "directory", "read", EISDIR},
    {"an empty file", "/dev/null", "not a key: 32 bytes, a line of base64 or a code", 0},
    {"one without an end", "/dev/zero", "not a key: 32 bytes, a line of base64 or a code", 0},
    {"a passphrase", "passphrase", "not a key: 32 bytes, a line of base64 or a code", 0},
    {"a key that goes on", "long", "not a key: 32 bytes, a line of base64 or a code", 0},
};
TEST("keyfile: what holds no key")
{
    Scratch scratch;
    must(!mkdir("directory", 0700));
    put_file("passphrase", "correct horse battery staple\n");
    // Cut off at the longest key file, this would be a code.
    put_file("long", "k7m4-2pqx-9wtn-3hjd-c                                           no\n");
    must(!chmod("passphrase", 0600) && !chmod("long", 0600));
    for (const UnreadRow &row : kUnread) {
        Key   key;
        Error error = read_key(key, row.path);
        CHECK(row.what, Text(error.words) == row.words && error.code() == row.code && error.exit() == Exit::file);
    }
}

TEST("keyfile: through a link")
{
    Scratch scratch;
    must(!write_key("key", KeyLine(secret_key())) && !symlink("key", "link"));
    CHECK("the key", holds_secret("link"));
}

// A child's story: the line goes into the pipe in two pieces, the second when the first has been read.
[[noreturn]] static void write_line(int fd)
{
    alarm(60);
    must(write(fd, kLine, 20) == 20);
    for (int left = 1; left;) must(!ioctl(fd, FIONREAD, &left) && !sched_yield());
    must(write(fd, kLine + 20, 25) == 25);
    _exit(0);
}

TEST("keyfile: a FIFO is read to its end, whatever its mode")
{
    Scratch scratch;
    must(!mkfifo("fifo", 0644));
    pid_t child = fork();
    if (!child) write_line(open("fifo", O_WRONLY));
    CHECK("the key", holds_secret("fifo"));
    waitpid(child, nullptr, 0);
}

TEST("keyfile: standard input")
{
    static constexpr const char *kNames[] = {"-", "/dev/stdin"};
    for (const char *name : kNames) {
        int ends[2], saved = dup(0);
        must(!pipe(ends) && dup2(ends[0], 0) == 0);
        pid_t child = fork();
        if (!child) write_line(ends[1]);
        close(ends[1]), close(ends[0]);
        if (Text(name) == "-" || !access(name, R_OK)) CHECK(name, holds_secret(name));
        CHECK("and left open", fcntl(0, F_GETFD) == 0);
        waitpid(child, nullptr, 0);
        dup2(saved, 0), close(saved);
    }
}
