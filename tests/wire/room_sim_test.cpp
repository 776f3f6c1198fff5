// Thousands of small rooms, each grown from a number: up to fifty people come, talk, whisper, rename
// themselves and go, and read what they are sent at speeds of their own. Somebody who knows everything
// writes down what each is to hear; each then hears that, in order, once, or how many lines of it it
// has missed. The clock is a variable.
#include "wire/room.h"

#include "check.h"
#include "dice.h"
#include "words/ascii.h"

namespace {
constexpr size_t   kPeople = 50;
constexpr uint32_t kAnswer = 0;  // instead of what a line says: any that begins with three stars

// FNV-1a.
uint32_t print_of(Text line, uint32_t hash = 2166136261u)
{
    for (char c : line) hash = (hash ^ uint8_t(c)) * 16777619u;
    return hash;
}

struct Person {
    bool     here;     // for the others
    bool     sent_to;  // still, after it has left
    uint32_t speed;    // bytes it takes at once
    Millis   full_at, resumes_at;
    uint32_t expected[1024];  // lines
    size_t   begin, end;
    char     line[kLongestLine];  // of what it is sent, as far as that has come
    size_t   size;

    void expect(uint32_t print)
    {
        if (end == sizeof expected / sizeof *expected) __builtin_trap();
        expected[end++] = print;
    }
};

class World {
public:
    World(uint32_t seed, Space memory, Span<Member> places, Span<Person> people)
        : dice_(seed), ring_(memory), room_(ring_, places, {seed, 0}), log_(ring_.newest(Ring::kNobody)), people_(people)
    {
        name_.say("seed ", seed);
        for (Person &person : people_) person.here = person.sent_to = false;
    }

    void run(size_t steps)
    {
        while (steps--) {
            size_t who = dice_.below(uint32_t(people_.size));
            switch (dice_.below(10)) {
            case 0: come(); break;
            case 1: pass_time(dice_.below(800)); break;
            case 2: go(who); break;
            case 3: case 4: case 5: case 6: talk(who); break;
            default: read(who, 1 + dice_.below(larger(people_[who].speed, 1u))); break;
            }
        }
        pass_time(5000);
        for (size_t who = 0; who < people_.size; who++) read(who, SIZE_MAX);
        for (const Person &person : people_) must(!person.sent_to || person.begin == person.end, "all is heard in the end");
    }

private:
    void must(bool holds, Text what)
    {
        if (holds) return;
        Line line;
        CHECK(line.say(name_.text(), ": ", what).text(), false);
    }

    void come()
    {
        size_t  who    = room_.join({now_});
        bool    full   = true;
        for (const Person &person : people_) full &= person.sent_to;
        must((who == Room::kNobody) == full, "whoever there is a place for comes in");
        if (who == Room::kNobody) return;
        Person &person = people_[who];
        person.here = person.sent_to = true;
        person.speed                 = 1u << dice_.below(12);
        person.full_at = person.resumes_at = {0};
        person.begin = person.end = person.size = 0;
        person.expect(kAnswer);
    }
    void pass_time(uint32_t most)
    {
        now_ = now_ + Millis{most};
        room_.turn({now_});
        for (Text line; !(line = logged()).empty();) {
            Text nick = line.after(4);
            nick      = nick.first(position(nick, ' '));
            tell(line, named(nick));
        }
    }
    void go(size_t who)
    {
        if (!people_[who].sent_to) return;
        people_[who].here = people_[who].sent_to = false;
        room_.left(who, Parting::lost, {now_});
        tell_logged(who);
    }

    // What the others hear, one line after the other; `author` does not.
    void tell(Text line, size_t author)
    {
        for (size_t who = 0; who < people_.size; who++)
            if (people_[who].here && who != author) people_[who].expect(print_of(line));
    }
    void tell_logged(size_t author)
    {
        for (Text line; !(line = logged()).empty();) tell(line, author);
    }
    // The next line that went to more than one.
    Text logged()
    {
        RingEntry entry;
        must(!ring_.catch_up(log_), "the log misses nothing");
        if (!ring_.next(log_, entry)) return {};
        copy(copy(bytes_, entry.front), entry.back);
        return text_of(Bytes(bytes_).first(entry.front.size + entry.back.size));
    }
    size_t named(Text nick) const
    {
        for (size_t who = 0; who < people_.size; who++)
            if (people_[who].sent_to && room_.nick(who) == nick) return who;
        return Room::kNobody;
    }

    // Ten lines, one more each half second, and three seconds for who has none.
    void charge(Person &person)
    {
        person.full_at = larger(person.full_at, now_) + Millis{500};
        if (person.full_at - now_ < Millis{5000}) return;
        person.resumes_at = now_ + Millis{3000};
        person.expect(kAnswer);
    }
    void talk(size_t who)
    {
        Person &person = people_[who];
        bool    heard  = person.here && person.resumes_at <= now_;
        must(room_.may_read(who, now_) == heard, "whoever has lines left is heard");
        if (!heard) return;
        charge(person);
        words_.clear();
        switch (dice_.below(16)) {
        case 0: return leave(who);
        case 1: return answer(who, "/help");
        case 2: return answer(who, "/msg nobody hello");
        case 3: case 4: return rename(who);
        case 5: case 6: case 7: return whisper(who, dice_.below(uint32_t(people_.size)));
        case 8:
            room_.too_long(who, {now_});
            return person.expect(kAnswer);
        case 9: words_.say("/me ");
        }
        // Lines of any length, which end in a number that no other has.
        for (uint32_t i = dice_.below(300); i; i--) words_.say('x');
        words_.say(' ', ++said_);
        room_.said(who, words_.text(), {now_});
        tell_logged(who);
    }
    void answer(size_t who, Text question)
    {
        room_.said(who, question, {now_});
        tell_logged(who);
        people_[who].expect(kAnswer);
    }
    void leave(size_t who)
    {
        people_[who].here = false;
        room_.said(who, "exit", {now_});
        tell_logged(who);
        must(room_.is_leaving(who), "who says exit leaves");
    }
    void rename(size_t who)
    {
        words_.say("/nick n", dice_.below(kPeople));
        size_t owner = named(words_.text().after(6));
        bool   taken = owner != Room::kNobody && people_[owner].here;
        room_.said(who, words_.text(), {now_});
        Text line = logged();
        if (taken) must(line.empty(), "nobody hears of a nick that is taken");
        bool by_all = line.size > 6 && !starts_with(line.after(line.size - 6), "joined");
        if (!line.empty()) tell(line, by_all ? Room::kNobody : who);
        if (!by_all) people_[who].expect(kAnswer);
    }
    void whisper(size_t who, size_t to)
    {
        if (!people_[to].here) return answer(who, "/msg nobody hello");
        Line line;
        words_.say("/msg ", room_.nick(to), " psst ", ++said_);
        room_.said(who, words_.text(), {now_});
        tell_logged(who);
        line.say("[private] <", room_.nick(who), "> psst ", said_);
        people_[to].expect(print_of(line.text()));
    }

    void read(size_t who, size_t most)
    {
        Person &person = people_[who];
        char    scratch[kLongestLine + 100];
        while (person.sent_to && most && room_.has_lines(who)) {
            Text lines = room_.lines(who, scratch);
            lines      = lines.first(smaller(most, lines.size));
            room_.sent(who, lines.size);
            most -= lines.size;
            for (char c : lines) hear(person, c);
        }
        if (!person.sent_to || person.here || room_.has_lines(who)) return;
        must(person.begin == person.end, "who leaves has heard all");
        person.sent_to = false;
        room_.left(who, Parting::quit, {now_});
    }
    void hear(Person &person, char c)
    {
        if (c != '\n') {
            person.line[person.size++ % sizeof person.line] = c;
            return;
        }
        Text line(person.line, person.size);
        person.size = 0;
        must(line.size < kLongestLine, "no line is longer");
        bool torn = line.size >= 3 && Text(line.after(line.size - 3)) == "...";
        if (torn) return;
        if (starts_with(line, "*** skipped ")) return miss(person, line.after(12));
        must(person.begin < person.end, line);
        uint32_t expected = person.expected[person.begin++];
        must(expected == kAnswer ? starts_with(line, "*** ") : expected == print_of(line), line);
    }
    void miss(Person &person, Text words)
    {
        uint64_t lines;
        must(parse_decimal(lines, words.first(position(words, ' '))), words);
        must(lines && lines <= person.end - person.begin, "no more is missed than was said");
        person.begin += size_t(lines);
        missed_ += lines;
    }

public:
    uint64_t missed_ = 0;
    uint64_t said_   = 0;

private:
    SeededDice   dice_;
    Line         name_, words_;
    Ring         ring_;
    Room         room_;
    Cursor       log_;
    Millis       now_ = {0};
    Span<Person> people_;
    uint8_t      bytes_[kLongestEntry];
};
}

TEST("room: rooms by the thousand, everybody hears all that is meant for him or how much he has missed")
{
    static uint8_t memory[16384];
    static Member  places[kPeople];
    static Person  people[kPeople];
    uint64_t       missed = 0, said = 0;
    for (uint32_t seed = 1; seed <= worlds(2000); seed++) {
        SeededDice dice(~seed);
        size_t     size = 5 + dice.below(kPeople - 4);
        memset(static_cast<void *>(places), 0, sizeof places);
        World world(seed, Space(memory).first(4096u << dice.below(3)), Span<Member>(places).first(size),
                    Span<Person>(people).first(size));
        world.run(600);
        missed += world.missed_;
        said += world.said_;
    }
    CHECK("much is said", said > 50 * worlds(2000));
    CHECK("and some of it is missed", missed > 50 * worlds(2000));
}
