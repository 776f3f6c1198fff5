#include "system/directory.h"

#include "check.h"
#include "scratch.h"

#include <sys/wait.h>

static void make_directories(Span<const char *const> paths)
{
    for (const char *path : paths) must(!mkdir(path, 0755));
}

// What a walk says of each entry: its path behind its type, sorted, or the error in parentheses.
static Text walked(const char *path)
{
    static char all[2048];
    static char lines[64][128];
    Tree        tree;
    size_t      count = 0;
    Writer      to(all);
    if (Error error = tree.open(path)) return to.say('(', int(error.code()), ')').text();
    for (;;) {
        Result<Tree::Type> entry = tree.next();
        if (!entry.error && entry.value == Tree::Type::none) break;
        must(count < 64);
        char   text[128];
        Writer line{Span<char>(text)};
        if (entry.error) line.say('(', int(entry.error.code()), ")\0");
        else line.say("-fdo"[int(entry.value)], ':', tree.path());
        line.add('\0');
        size_t at = count++;
        for (; at && strcmp(lines[at - 1], text) > 0; at--) strcpy(lines[at], lines[at - 1]);
        strcpy(lines[at], text);
    }
    for (size_t i = 0; i < count; i++) to.say(i ? " " : "", lines[i]);
    return to.text();
}

TEST("tree: everything below, by paths that begin with the directory's name")
{
    Scratch                     scratch;
    static constexpr const char *kMade[] = {"top", "top/b", "top/b/c", "top/empty"};
    make_directories(kMade);
    put_file("top/a", "");
    put_file("top/b/c/d", "");
    put_file("top/.hidden", "");
    Text expected = "d:top d:top/b d:top/b/c d:top/empty f:top/.hidden f:top/a f:top/b/c/d";
    CHECK("by its name", walked("top") == expected);
    CHECK("with slashes", walked("top//") == expected);
    CHECK("by a longer path", walked("./top") == expected && walked("top/../top") == expected);
    CHECK("by a deeper one", walked("top/b/c") == "d:c f:c/d");

    Line absolute;
    absolute.say(scratch.path(), "/top/b", '\0');
    CHECK("by an absolute one", walked(absolute.text().data) == "d:b d:b/c f:b/c/d");
}

TEST("tree: what has no name of its own is not named")
{
    Scratch                     scratch;
    static constexpr const char *kMade[] = {"b", "b/c"};
    make_directories(kMade);
    put_file("a", "");
    CHECK(".", walked(".") == "d:b d:b/c f:a");
    CHECK("./", walked("./") == "d:b d:b/c f:a");
    CHECK("..", walked("b/..") == "d:b d:b/c f:a");
}

TEST("tree: each directory comes before its entries, with its permissions")
{
    Scratch scratch;
    must(!mkdir("top", 0750) && !mkdir("top/d", 0711));
    put_file("top/d/f", "");
    must(!chmod("top/d/f", 04640));
    Tree tree;
    CHECK("opened", !tree.open("top"));
    CHECK("the top", tree.next().value == Tree::Type::directory && tree.at_top() && tree.mode() == 0750);
    CHECK("below", tree.next().value == Tree::Type::directory && !tree.at_top() && tree.mode() == 0711);
    CHECK("its file", tree.next().value == Tree::Type::file && tree.mode() == 0640);
    CHECK("where to open it", faccessat(tree.parent(), tree.name(), F_OK, 0) == 0 && Text(tree.name()) == "f");
    CHECK("the end", tree.next().value == Tree::Type::none && tree.next().value == Tree::Type::none);
}

TEST("tree: what is no file and no directory is other, and links are not followed")
{
    Scratch scratch;
    must(!mkdir("top", 0755) && !mkdir("top/d", 0755) && !mkdir("elsewhere", 0755));
    put_file("elsewhere/secret", "");
    must(!symlink("../elsewhere", "top/link") && !symlink(".", "top/loop") && !symlink("gone", "top/none"));
    must(!mkfifo("top/fifo", 0600));
    CHECK("below", walked("top") == "d:top d:top/d o:top/fifo o:top/link o:top/loop o:top/none");
    must(!symlink("top/d", "named"));
    CHECK("but one that was named", walked("named") == "d:named");
}

TEST("tree: what is no directory is an error at once")
{
    Scratch scratch;
    Line    code;
    put_file("file", "");
    CHECK("a file", walked("file") == code.say('(', int(ENOTDIR), ')').text());
    code.clear();
    CHECK("nothing", walked("nothing") == code.say('(', int(ENOENT), ')').text());
    CHECK("no name", walked("") == code.text());
}

TEST("tree: a directory that cannot be read is an error, and the walk goes on")
{
    Scratch                      scratch;
    static constexpr const char *kMade[] = {"top", "top/a", "top/b", "top/c"};
    make_directories(kMade);
    put_file("top/a/x", "");
    put_file("top/c/y", "");
    must(!chmod("top/b", 0) && !chmod(".", 0755));
    Unprivileged nobody;
    Line         expected;
    expected.say('(', int(EACCES), ") d:top d:top/a d:top/b d:top/c f:top/a/x f:top/c/y");
    CHECK("all the others", walked("top") == expected.text());
}

TEST("tree: as deep as it goes, and no deeper")
{
    Scratch scratch;
    Fd      at = scratch.directory();
    for (int depth = 0; depth < 40; depth++) {
        must(!mkdirat(at.get(), "d", 0755));
        at = Fd(openat(at.get(), "d", O_RDONLY | O_DIRECTORY | O_CLOEXEC));
    }
    Fd   behind(open("d/f", O_WRONLY | O_CREAT | O_CLOEXEC, 0644));
    Tree tree;
    int  directories = 0, files = 0, errors = 0;
    CHECK("opened", !tree.open("d"));
    for (int i = 0; i < 100; i++) {
        Result<Tree::Type> entry = tree.next();
        if (!entry.error && entry.value == Tree::Type::none) break;
        directories += !entry.error && entry.value == Tree::Type::directory;
        files += !entry.error && entry.value == Tree::Type::file;
        errors += entry.error.code() == ELOOP;
    }
    CHECK("32 levels are walked, the next is named", directories == 33);
    CHECK("one error", errors == 1);
    CHECK("and what comes behind it", files == 1);
}

// The buffer is shared by all levels, so the upper ones read again behind every descent.
TEST("tree: many entries, some of them directories, each of them once")
{
    static constexpr int kCount = 300;
    static uint8_t       seen[kCount], seen_inside[kCount];
    memset(seen, 0, sizeof seen), memset(seen_inside, 0, sizeof seen_inside);
    Scratch scratch;
    must(!mkdir("top", 0755));
    for (int i = 0; i < kCount; i++) {
        Line path;
        path.say("top/entry-with-a-rather-long-name-", i, '\0');
        if (i % 3) put_file(path.text().data, "");
        else {
            must(!mkdir(path.text().data, 0755));
            path.clear();
            put_file(path.say("top/entry-with-a-rather-long-name-", i, "/inside", '\0').text().data, "");
        }
    }
    Tree tree;
    CHECK("opened", !tree.open("top") && tree.next().value == Tree::Type::directory);
    for (;;) {
        Result<Tree::Type> entry = tree.next();
        if (entry.error || entry.value == Tree::Type::none) break;
        bool inside = Text(tree.name()) == "inside";
        int  number = atoi(tree.path().data + Text("top/entry-with-a-rather-long-name-").size);
        (inside ? seen_inside : seen)[number]++;
    }
    for (int i = 0; i < kCount; i++)
        CHECK(Line().say("entry ", i).text(), seen[i] == 1 && seen_inside[i] == (i % 3 ? 0 : 1));
}

TEST("directory: the parent of a path, without following links")
{
    Scratch                      scratch;
    static constexpr const char *kMade[] = {"a", "a/b"};
    make_directories(kMade);
    put_file("a/f", "");
    must(!symlink("a", "link") && !symlink("b", "a/link"));
    Fd   here = scratch.directory();
    Text name;
    CHECK("of one component", !open_parent(here, "x", &name).error && name == "x");
    Fd parent = open_parent(here, "a/b/x", &name).value;
    CHECK("of more", parent && name == "x" && !mkdirat(parent.get(), "made", 0755) && names_in("a/b") == "made");
    CHECK("through a link", bool(open_parent(here, "link/x", &name).error));
    CHECK("later", bool(open_parent(here, "a/link/x", &name).error));
    CHECK("through a file", open_parent(here, "a/f/x", &name).error.code() == ENOTDIR);
    CHECK("through nothing", open_parent(here, "n/x", &name).error.code() == ENOENT);
    CHECK("nothing is made on the way", names_in(".") == "a link");
}

// What a child without privileges finds out.
static bool writable_for_nobody(const char *path)
{
    pid_t child = fork();
    if (!child) {
        Result<Fd> directory = open_directory(path);
        if (!geteuid()) must(!setuid(65534));
        _exit(check_writable(directory.value) ? 1 : 0);
    }
    int status = -1;
    waitpid(child, &status, 0);
    return !status;
}

TEST("directory: whether a file can be made in it")
{
    Scratch                      scratch;
    static constexpr const char *kMade[] = {"open", "readable", "writable"};
    make_directories(kMade);
    must(!chmod("open", 0777) && !chmod("readable", 0555) && !chmod("writable", 0666));
    CHECK("by all", writable_for_nobody("open"));
    CHECK("not where only reading is allowed", !writable_for_nobody("readable"));
    CHECK("nor where nothing in it can be reached", !writable_for_nobody("writable"));
}

TEST("directory: made below another")
{
    Scratch scratch;
    Fd      here = scratch.directory();
    CHECK("new", !make_directory(here, "a", 0755) && (status_of("a").st_mode & 07777) == 0755);
    CHECK("deeper", !make_directory(here, "a/b", 0711) && (status_of("a/b").st_mode & 07777) == 0711);
    CHECK("there already", !make_directory(here, "a/b", 0700) && (status_of("a/b").st_mode & 07777) == 0711);
    CHECK("always open for its owner", !make_directory(here, "c", 0) && (status_of("c").st_mode & 07777) == 0700);
    CHECK("never more than permissions", !make_directory(here, "d", 07777) && (status_of("d").st_mode & 07777) == 0755);

    put_file("f", "");
    must(!symlink("a", "link"));
    CHECK("not where a file is", bool(make_directory(here, "f", 0755)));
    CHECK("nor a link, even to a directory", bool(make_directory(here, "link", 0755)));
    CHECK("nor below nothing", make_directory(here, "n/x", 0755).code() == ENOENT);
}
