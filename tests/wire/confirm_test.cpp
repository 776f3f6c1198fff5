#include "wire/confirm.h"

#include "check.h"

namespace {
struct Speaker {
    uint8_t memory[32];
    Confirm confirm{memory};
    Jitter  jitter;

    explicit Speaker(uint32_t seed = 1) : jitter(seed) {}

    Confirm::Step at(int64_t now) { return confirm.step({now}, jitter); }
    Text          text() const { return text_of(confirm.text()); }
};
using Step = Confirm::Step;
}

TEST("confirm: again after 2 to 3 s, twice that, and so on; then given up (RFC 7252, 4.8)")
{
    bool different = false;
    for (uint32_t seed = 1; seed <= 100; seed++) {
        Speaker speaker(seed * 7919);
        CHECK("say", speaker.confirm.say(bytes_of("hi")) && speaker.at(0) == Step::send);
        int64_t now = 0, first = speaker.confirm.due().at.count;
        different |= first != 2500;
        CHECK("the first", first >= 2000 && first <= 3000);
        for (int times = 1; times < 5; times++) {
            now += first << (times - 1);
            CHECK("not before", speaker.at(now - 1) == Step::wait);
            CHECK("again", speaker.at(now) == Step::send && speaker.text() == "hi" && speaker.confirm.number() == 1);
        }
        now += first << 4;
        CHECK("62 to 93 s", now >= 62000 && now <= 93000);
        CHECK("not yet", speaker.at(now - 1) == Step::wait);
        CHECK("given up", speaker.at(now) == Step::give_up && speaker.text() == "hi");
        speaker.confirm.drop();
        CHECK("and dropped", speaker.confirm.idle() && speaker.at(now) == Step::wait);
    }
    CHECK("not all at once", different);
}

TEST("confirm: one at a time, in their order")
{
    Speaker speaker;
    static constexpr const char *kWords[] = {"one", "two", "three"};
    for (const char *word : kWords) CHECK(word, speaker.confirm.say(bytes_of(word)));
    speaker.confirm.confirmed(1);
    CHECK("nothing is confirmed that was not sent", speaker.text() == "one");
    CHECK("one", speaker.at(0) == Step::send && speaker.at(0) == Step::wait);
    speaker.confirm.confirmed(2);
    CHECK("not the next one either", speaker.text() == "one");
    speaker.confirm.confirmed(1);
    CHECK("two", speaker.at(1) == Step::send && speaker.text() == "two" && speaker.confirm.number() == 2);
    speaker.confirm.confirmed(1);
    CHECK("a late word for one says nothing of two", speaker.at(1) == Step::wait && speaker.text() == "two");
    speaker.confirm.confirmed(2);
    CHECK("three", speaker.at(2) == Step::send && speaker.text() == "three");
    speaker.confirm.confirmed(3);
    CHECK("all", speaker.confirm.idle() && speaker.confirm.due().at == Deadline::never().at);
}

TEST("confirm: a full queue says so, and has place again")
{
    Speaker speaker;
    CHECK("30 bytes fit", speaker.confirm.say(bytes_of("012345678901234567890123456789")));
    CHECK("and no more", !speaker.confirm.say(bytes_of("x")));
    speaker.at(0);
    speaker.confirm.confirmed(1);
    CHECK("now", speaker.confirm.say(bytes_of("x")) && speaker.text() == "x");
}

TEST("confirm: to one who does not know us, nothing is said a second time")
{
    Speaker speaker;
    speaker.confirm.say(bytes_of("one"));
    speaker.confirm.forgotten();
    CHECK("one that was not sent stays", speaker.at(0) == Step::send && speaker.text() == "one");
    speaker.confirm.forgotten();
    CHECK("one that was may have arrived", speaker.at(0) == Step::give_up);
}
