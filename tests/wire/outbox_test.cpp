// What is kept until it is heard, and said again.
#include "wire/guest.h"
#include "wire/outbox.h"

#include "check.h"
#include "dice.h"
#include "words/ascii.h"

// A script, a line a step:
//
//     + LINE     is to be said
//     @          a new connection
//     #          which is a room's
//     = 5 2      that has heard so many, so many of them before
//     > 4 TEXT   so many bytes of what is unsent, which is TEXT and ends lines with a |, are sent; without
//                a number all of it
//     ?no        not all is sent; ?yes
//     !no        something has not been heard; !yes
struct OutboxRow {
    const char *name;
    const char *script;
};

static uint32_t next_number(Text &words)
{
    uint64_t number = 0;
    Text     digits = words.first(position(words, ' '));
    words           = words.after(smaller(digits.size + 1, words.size));
    if (!parse_decimal(number, digits)) __builtin_trap();
    return uint32_t(number);
}

static Text shown(Bytes bytes, Span<char> to)
{
    for (size_t i = 0; i < bytes.size; i++) to[i] = bytes[i] == '\n' ? '|' : char(bytes[i]);
    return Text(to.data, bytes.size);
}

// True where the step is as it must be.
static bool play(Outbox &outbox, Text line)
{
    char letters[64];
    Text words = line.after(smaller<size_t>(2, line.size));
    switch (line[0]) {
    case '+': outbox.add(words); return true;
    case '@': outbox.arrive(); return true;
    case '#': outbox.keep(); return true;
    case '=': {
        uint32_t total = next_number(words);
        outbox.heard(total, next_number(words));
        return true;
    }
    case '>': {
        bool   some   = !words.empty() && is_digit(words[0]);
        size_t size   = some ? next_number(words) : outbox.unsent().size;
        bool   wanted = shown(outbox.unsent(), letters) == words;
        outbox.sent(size);
        return wanted;
    }
    case '?': return outbox.is_sent() == (line == "?yes");
    case '!': return outbox.is_empty() == (line == "!yes");
    }
    __builtin_trap();
}

static constexpr OutboxRow kRows[] = {
    {"to any server: it is forgotten when it is sent", "@\n+ one\n+ two\n?no\n> one|two|\n?yes\n!yes\n@\n> "},
    {"but for a line that was begun, which is said whole to the next", "@\n+ one\n+ two\n> 5 one|two|\n?no\n@\n> two|"},
    {"or not begun", "@\n+ one\n+ two\n> 4 one|two|\n@\n> two|"},
    {"to a room: it is kept until it is heard", "@\n#\n+ one\n+ two\n> one|two|\n?yes\n!no\n= 1 0\n!no\n= 2 0\n!yes"},
    {"all of it at once", "@\n#\n+ one\n+ two\n> one|two|\n= 2 0\n!yes"},
    {"as often as that is told", "@\n#\n+ one\n+ two\n> one|two|\n= 1 0\n= 1 0\n!no\n> "},
    {"and others are said meanwhile", "@\n#\n+ one\n> one|\n+ two\n> 1 two|\n= 1 0\n> wo|\n= 2 0\n!yes"},
    {"again: from where it was not heard", "@\n#\n+ one\n+ two\n+ three\n> one|two|three|\n@\n#\n> \n?no\n= 2 2\n> three|\n!no\n= 3 2\n!yes"},
    {"all of it was", "@\n#\n+ one\n> one|\n@\n#\n= 1 1\n!yes"},
    {"none was", "@\n#\n+ one\n+ two\n> one|two|\n@\n#\n= 0 0\n> one|two|"},
    {"nobody knows whether it was", "@\n#\n+ one\n> one|\n= 1 0\n+ two\n> two|\n@\n#\n= 0 0\n> two|\n= 1 0\n!yes"},
    {"by another server, that is no room", "@\n#\n+ one\n> one|\n@\n> one|\n!yes"},
    {"nothing was left: nobody waits for the count", "@\n#\n+ one\n> one|\n= 1 0\n@\n#\n+ two\n> two|\n= 1 1\n!no\n= 2 1\n!yes"},
    {"a line in the middle is begun anew", "@\n#\n+ one\n+ two\n> 6 one|two|\n@\n#\n= 1 1\n> two|"},
    {"four thousand million lines", "@\n#\n= 4294967295 4294967295\n+ one\n+ two\n> one|two|\n= 0 4294967295\n!no\n= 1 4294967295\n!yes"},
    {"a count of nothing here", "@\n#\n+ one\n> one|\n= 99 0\n!no\n= 1 0\n!yes"},
};

TEST("outbox: what was not heard is said again")
{
    for (const OutboxRow &row : kRows) {
        uint8_t memory[40];
        Outbox  outbox{Space(memory)};
        for (Text script = row.script; !script.empty();) {
            Text line = script.first(position(script, '\n'));
            script    = script.after(smaller(line.size + 1, script.size));
            Line said;
            CHECK(said.say(row.name, ": ", line).text(), play(outbox, line));
        }
    }
}

// Alice says numbers to a room, by connections that die again and again, with what is on its way there and back.
// Sometimes the room notices first, sometimes she. Bob hears each number once, in order.
namespace {
constexpr uint8_t kSecret[] = {7};

class Way {
public:
    Buffer bytes{Space(memory_)};

private:
    uint8_t memory_[4096];
};

class DyingWorld {
public:
    explicit DyingWorld(uint32_t seed) : dice_(seed) { bob_ = room_.join({now_}); }

    // What is wrong, or null.
    const char *run()
    {
        room_.said(bob_, "/nick bob", {now_});
        for (int step = 0; step < 30000 && heard_ < kNumbers; step++) {
            now_ = now_ + Millis{10};
            room_.turn({now_});
            if (const char *wrong = turn()) return wrong;
        }
        return heard_ < kNumbers ? "not all was heard" : outbox_.is_empty() ? nullptr : "what was heard is kept";
    }

private:
    static constexpr uint32_t kNumbers = 60;

    const char *turn()
    {
        if (alice_ == Room::kNobody) arrive();
        switch (dice_.below(12)) {
        case 0: die(); break;
        case 1: case 2: say(); break;
        case 3: case 4: case 5: send(); break;
        case 6: case 7: case 8: be_heard(); break;
        default: hear(); break;
        }
        // Who has not been told its ticket yet is nobody to come back.
        if (calm_) calm_ = !heard_ || room_.has_lines(alice_) || !down_.bytes.bytes().empty();
        // In the end nothing dies any more.
        while (said_ == kNumbers && alice_ != Room::kNobody && pass_on()) continue;
        return listen();
    }
    void arrive()
    {
        if (old_ != Room::kNobody && dice_.below(2)) lose_old();
        up_.bytes.clear(), down_.bytes.clear(), answers_.bytes.clear();
        alice_ = room_.join({now_});
        if (alice_ == Room::kNobody) lose_old(), alice_ = room_.join({now_});
        guest_.arrive();
        outbox_.arrive();
    }
    void die()
    {
        if (calm_ || said_ == kNumbers) return;
        if (old_ != Room::kNobody) lose_old();
        old_   = alice_;
        alice_ = Room::kNobody;
    }
    void lose_old()
    {
        room_.left(old_, Parting::lost, {now_});
        old_ = Room::kNobody;
    }
    void say()
    {
        Line line;
        if (said_ == kNumbers || outbox_.room() < 8) return;
        outbox_.add(line.say(++said_).text());
    }
    void send()
    {
        if (alice_ == Room::kNobody || !guest_.is_welcome()) return;
        pass(answers_.bytes, answers_.bytes.bytes().size);
        outbox_.keep();
        size_t size = smaller<size_t>(outbox_.unsent().size, dice_.below(20));
        up_.bytes.put(outbox_.unsent().first(size));
        outbox_.sent(size);
    }
    void pass(Buffer &from, size_t size)
    {
        up_.bytes.put(from.bytes().first(size));
        from.consumed(size);
    }
    bool pass_on()
    {
        send();
        bool up = be_heard(), down = hear();
        return up || down;
    }
    // The room takes some lines.
    bool be_heard()
    {
        bool any = false;
        for (uint32_t some = 1 + dice_.below(4); some && alice_ != Room::kNobody; some--) {
            Text line = text_of(up_.bytes.bytes());
            line      = line.first(position(line, '\n'));
            if (line.size == up_.bytes.bytes().size) break;
            room_.said(alice_, line, {now_});
            up_.bytes.consumed(line.size + 1);
            any = true;
        }
        return any;
    }
    // She takes some bytes.
    bool hear()
    {
        if (alice_ == Room::kNobody) return false;
        char scratch[2 * kLongestLine];
        bool any   = room_.has_lines(alice_);
        Text lines = room_.lines(alice_, scratch);
        lines      = lines.first(smaller<size_t>(lines.size, dice_.below(40)));
        down_.bytes.put(bytes_of(lines));
        room_.sent(alice_, lines.size);
        for (;;) {
            Text line = text_of(down_.bytes.bytes());
            line      = line.first(position(line, '\n'));
            if (line.size == down_.bytes.bytes().size) return any;
            char   letters[256];
            Writer answer{Span<char>(letters)};
            guest_.hear(line, answer);
            answers_.bytes.put(bytes_of(answer.text()));
            down_.bytes.consumed(line.size + 1);
            if (guest_.is_counted()) outbox_.heard(guest_.heard(), guest_.heard_before());
        }
    }
    const char *listen()
    {
        char scratch[2 * kLongestLine];
        while (room_.has_lines(bob_)) {
            Text lines = room_.lines(bob_, scratch);
            Text line  = lines.first(position(lines, '\n'));
            room_.sent(bob_, lines.empty() ? 0 : line.size + 1);
            if (!starts_with(line, "<")) continue;
            uint64_t number;
            if (!parse_decimal(number, line.after(position(line, ' ') + 1))) return "no number";
            if (number != heard_ + 1) return number <= heard_ ? "twice" : "lost";
            heard_++;
        }
        return nullptr;
    }

    SeededDice dice_;
    Millis     now_ = {0};
    Guest      guest_{"alice", false, false};
    uint8_t    memory_[4096], kept_[120];
    Ring       ring_{Space(memory_)};
    Member     places_[4] = {};  // for bob, her, her dead connection, and what is known of an earlier one
    Room       room_{ring_, places_, {.epoch = 1, .bucket = 0, .secret = kSecret}};
    Outbox     outbox_{Space(kept_)};
    Way      up_, down_, answers_;
    size_t     bob_, alice_ = Room::kNobody, old_ = Room::kNobody;
    uint32_t   said_ = 0, heard_ = 0;
    bool       calm_ = true;
};
}

TEST("outbox: over connections that die, all is heard once, in order")
{
    for (uint32_t seed = 1; seed <= worlds(2000); seed++) {
        DyingWorld  world(seed);
        const char *wrong = world.run();
        Line        line;
        CHECK(line.say("seed ", seed, ": ", wrong ? wrong : "").text(), !wrong);
    }
}
