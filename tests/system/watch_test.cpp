#include "system/watch.h"

#include "check.h"
#include "trap.h"

#include <signal.h>
#include <sys/socket.h>
#include <sys/time.h>

struct Ends {
    int ends[2];

    Ends()
    {
        if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends)) __builtin_trap();
    }
    ~Ends() { close(ends[0]), close(ends[1]); }
};

TEST("watch: each slot answers for itself")
{
    Ends        silent, speaking;
    pollfd      memory[3];
    Watch       watch(memory);
    Watch::Slot quiet = watch.add(silent.ends[0], POLLIN);
    Watch::Slot heard = watch.add(speaking.ends[0], POLLIN);
    Watch::Slot ready = watch.add(silent.ends[0], POLLOUT);
    CHECK("something to read", write(speaking.ends[1], "x", 1) == 1 && !watch.wait({}));
    CHECK("is ready", watch.any_ready() && watch.ready(heard) && watch.ready(ready));
    CHECK("silence is not", !watch.ready(quiet));
    CHECK("nor is a slot that was never added", !watch.ready({}));
}

TEST("watch: a hang-up is news, asked for or not")
{
    Ends        pair;
    pollfd      memory[1];
    Watch       watch(memory);
    Watch::Slot slot = watch.add(pair.ends[0], 0);
    shutdown(pair.ends[1], SHUT_RDWR);
    CHECK("ready", !watch.wait({}) && watch.ready(slot));
}

TEST("watch: a deadline that passes leaves nothing ready")
{
    Ends        pair;
    pollfd      memory[1];
    Watch       watch(memory);
    Watch::Slot slot  = watch.add(pair.ends[0], POLLIN);
    Millis      begin = now();
    CHECK("no error", !watch.wait({begin + Millis{30}}));
    CHECK("not before", begin + Millis{30} <= now());
    CHECK("nothing is ready", !watch.any_ready() && !watch.ready(slot));
    CHECK("one long passed does not wait", !watch.wait({Millis{1}}) && !watch.any_ready());
}

TEST("watch: an interrupted wait goes on")
{
    Ends             pair;
    pollfd           memory[1];
    Watch            watch(memory);
    itimerval        soon = {{}, {0, 10000}};
    struct sigaction old, ours = {};
    ours.sa_handler = [](int) {};
    sigaction(SIGALRM, &ours, &old);
    setitimer(ITIMER_REAL, &soon, nullptr);
    Millis begin = now();
    watch.add(pair.ends[0], POLLIN);
    CHECK("to its deadline", !watch.wait({begin + Millis{60}}) && begin + Millis{60} <= now());
    sigaction(SIGALRM, &old, nullptr);
}

TEST("watch: cleared, it begins anew")
{
    Ends        pair;
    pollfd      memory[1];
    Watch       watch(memory);
    Watch::Slot old = watch.add(pair.ends[0], POLLOUT);
    CHECK("ready", !watch.wait({}) && watch.ready(old));
    watch.clear();
    CHECK("its slots are gone", !watch.ready(old));
    CHECK("and free", watch.ready(watch.add(pair.ends[0], POLLIN)) == false);
}

TEST("watch: one slot more than its memory holds traps")
{
    CHECK("instead of writing past it", traps([] {
        pollfd memory[1];
        Watch  watch(memory);
        watch.add(0, POLLIN);
        watch.add(0, POLLIN);
    }));
}
