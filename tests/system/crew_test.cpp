#include "system/crew.h"

#include "check.h"
#include "scratch.h"

#include <poll.h>
#include <signal.h>

static bool is_ready(const Crew &crew, int patience)
{
    pollfd slot = {crew.fd(), POLLIN, 0};
    return poll(&slot, 1, patience) == 1;
}

static uint64_t all_reported(Crew &crew)
{
    uint64_t reported = 0;
    while (!crew.ended() && is_ready(crew, 10000)) reported = crew.reported();
    return reported;
}

TEST("crew: members work at the same file and say how much they did")
{
    Scratch scratch;
    Fd      file(open("a", O_RDWR | O_CREAT | O_CLOEXEC, 0600));
    Crew    crew;
    for (int i = 0; i < 8; i++) {
        if (!crew.add().value) continue;
        for (int half = 0; half < 2; half++) {
            char letter = char('a' + 2 * i + half);
            crew.report(uint64_t(pwrite(file.get(), &letter, 1, 2 * i + half)));
        }
        _exit(0);
    }
    CHECK("all of it", all_reported(crew) == 16 && crew.ended());
    CHECK("in one file", content_of("a") == "abcdefghijklmnop");
    CHECK("once", crew.reported() == 16);
}

TEST("crew: one that dies has reported less")
{
    Crew crew;
    if (crew.add().value) {
        crew.report(uint64_t(1) << 40);
        raise(SIGKILL);
    }
    CHECK("what it did", all_reported(crew) == uint64_t(1) << 40 && crew.ended());
}

TEST("crew: whoever is dismissed is gone")
{
    int held[2];
    must(!pipe(held));
    {
        Crew crew;
        if (crew.add().value) {
            alarm(20);
            pause();
        }
        close(held[1]);
        CHECK("nothing is reported", !crew.reported() && !crew.ended() && !is_ready(crew, 0));
    }
    char byte;
    CHECK("and nobody holds the pipe", read(held[0], &byte, 1) == 0);
    close(held[0]);
}
