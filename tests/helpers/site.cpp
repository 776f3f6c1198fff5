// A web server that says what a test wants it to say, well-behaved or not:
//
//     site [-6] FILE     "site: listening on 127.0.0.1:PORT", then serves until it is killed
//     site -n            a port where no connection ever comes about, as behind a dead router
//
// FILE has answers: a path and, where it counts, a method; and below it, indented, what is to be said.
// For "/path?query", "*", or "host:port" of a CONNECT. Several answers for one path are given one after
// the other, and the last one again and again. All else is 404.
//
//     /letter GET
//         header Content-Type: text/plain
//         body hello\r\n
//
//     status 404 Not Found   the default is 200 OK
//     header NAME: VALUE     in place of the site's own of that name; a length of its own ends the connection
//     body TEXT              the content, where \r \n \t \\ \xNN are bytes and \p is the site's port
//     file NAME              the content, read when it is asked for
//     etag "TAG"             a validator: makes If-None-Match and If-Range mean something
//     modified DATE          another, for If-Modified-Since and If-Range
//     whole                  ignores Range
//     chunked                in chunks of up to 1000 bytes
//     unsized                ended by the connection's end
//     basic USER:PASSWORD    only for this user; md5 and sha-256 ask in these ways (Digest)
//     proxy                  the same as a proxy
//     tunnel                 for CONNECT: what comes is sent back
//
//     close                  ends the connection behind the content, and says so before
//     drop                   does not say so
//     pause MS               before the answer
//     drip MS                a byte of the content every MS milliseconds
//     cut N  reset N         N bytes of the content, then the end of the connection, or a reset
//     stall N                N bytes of the content, then nothing
//     times N                so often, before the next answer for the path
//
//     log NAME...            headers of the request to be logged; * for all of them
//     save NAME              writes the request's content to this file
//     early                  does not wait for the request's content
//     silent                 does not say 100 Continue, either
//
// Instead of all that, byte by byte and in this order, the connection ended behind it:
//
//     raw TEXT               as in body
//     fill N TEXT            the text N times
//     pause MS
//     hold                   until the client ends the connection
//     reset
//
// Standard output has a line for every request: the number of its connection, method, target, the
// headers that are logged, and how many bytes its content had.
#include "helpers/site/reply.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <sys/mman.h>
#include <sys/prctl.h>
#include <sys/socket.h>

static void check(bool fine, Text what)
{
    Line line;
    line.say("site: ", what, '\n');
    if (fine) return;
    if (write(2, line.text().data, line.text().size) < 0) _exit(2);
    _exit(1);
}

static SiteMemory &shared_memory()
{
    void *memory = mmap(nullptr, sizeof(SiteMemory), PROT_READ | PROT_WRITE, MAP_SHARED | MAP_ANONYMOUS, -1, 0);
    check(memory != MAP_FAILED, "no memory");
    return *static_cast<SiteMemory *>(memory);
}

static Text read_script(const char *path)
{
    static char memory[1 << 18];
    Fd          file(open(path, O_RDONLY | O_CLOEXEC));
    ssize_t     size = file ? read(file.get(), memory, sizeof memory) : -1;
    check(size >= 0 && size_t(size) < sizeof memory, "cannot read the answers");
    return {memory, size_t(size)};
}

static Fd listen(bool v6)
{
    Result<Fd> listener = listen_tcp(loopback_address(v6, 0));
    check(!listener.error, "cannot listen");
    return move(listener.value);
}

static void say_where(const Fd &listener)
{
    Line line;
    line.say("site: listening on ", AddressText(local_address(listener)), '\n');
    check(write(2, line.text().data, line.text().size) > 0, "cannot write");
}

// The queue of a listener that accepts nobody has room for one; whoever comes later is not answered.
[[noreturn]] static void let_nobody_in()
{
    Fd      listener = listen(false);
    Address address  = local_address(listener);
    Fd      first(socket(AF_INET, SOCK_STREAM | SOCK_CLOEXEC, 0));
    check(!::listen(listener.get(), 0) && !connect(first.get(), &address.any, address.size()), "cannot fill the queue");
    say_where(listener);
    for (;;) pause();
}

// A process for each connection: it ends where the connection does, and with the site.
[[noreturn]] static void serve(Fd link, SiteMemory &memory, const SiteScript &script)
{
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    SiteRequest request(link, memory.connections);
    while (request.read_head() && reply(request, script, memory)) continue;
    finish(link);
    _exit(0);
}

int main(int argc, char **argv)
{
    Text first = argc > 1 ? argv[1] : "";
    check(argc > 1, "site [-6] FILE | -n");
    if (first == "-n") let_nobody_in();
    bool        v6       = first == "-6";
    Fd          listener = listen(v6);
    SiteMemory &memory   = shared_memory();
    SiteScript  script;
    Text        fault = script.parse(read_script(argv[argc - 1]), local_address(listener).port());
    check(!fault.data, fault);
    signal(SIGCHLD, SIG_IGN);
    // A transcript may empty the log meanwhile.
    control(1, F_SETFL, O_APPEND);
    say_where(listener);
    for (;;) {
        pollfd  slot = {listener.get(), POLLIN, 0};
        Address peer;
        if (poll(&slot, 1, -1) < 0) return 1;
        Result<Fd> link = accept_tcp(listener, peer);
        if (!link.value) continue;
        memory.connections++;
        if (!fork()) serve(move(link.value), memory, script);
    }
}
