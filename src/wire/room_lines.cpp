// What members are sent: the ring's entries as lines, and what is not in the ring.
#include "wire/room.h"

#include "wire/room_words.h"
#include "words/ascii.h"
#include "words/pack.h"

// Lines of /history where the ring is tapped, which is half a ring at the most.
static constexpr uint64_t kMostRetold = 32;

bool Room::has_lines(size_t index) const
{
    const Outlet &out = members_[index].out;
    if (out.guest) return true;
    return !out.held && (out.telling || out.told != out.heard || out.skipped || ring_.may_have_next(out.cursor));
}

// The rest of the line under way is not to come any more.
void Room::tear(Outlet &out) const
{
    if (!out.sent || out.guest || out.telling) return;
    out.torn = true;
    out.sent = 0;
}

// Notices what the ring has overwritten. But a notice of that which is under way is finished first, as it
// was begun.
void Room::settle(Outlet &out) const
{
    if (out.sent && out.skipped && !out.guest && !out.telling) return;
    uint64_t lost = ring_.catch_up(out.cursor);
    if (lost) tear(out);
    out.skipped += lost;
}

void Room::replay(Outlet &out, uint64_t number)
{
    tear(out);
    settle(out);
    ring_.rewind(out.cursor, number);
}

void Room::recall(Outlet &out, uint64_t lines)
{
    uint64_t last = ring_.last_number();
    if (rules_.tapped) return retell(out, last - smaller(last, smaller(lines, kMostRetold)));
    replay(out, last - smaller(last, lines));
}

// To it alone, out of the ring and into it: what is said again may overwrite what was to be.
void Room::retell(Outlet &out, uint64_t number)
{
    RingEntry entry;
    Cursor    past = ring_.newest(Ring::kNobody);
    ring_.end(past);
    for (ring_.rewind(past, number); ring_.catch_up(past), ring_.next(past, entry);) {
        begin(text_of(entry.front)).say(text_of(entry.back));
        ring_.append_for(out.cursor, begun());
    }
}

Text without_clock(Text line)
{
    bool timed = !line.empty() && is_digit(line[0]);
    return timed ? line.after(smaller(position(line, ' ') + 1, line.size)) : line;
}

// For those who do not want to see when it was.
static void drop_clock(RingEntry &entry)
{
    Text front = text_of(entry.front), back = text_of(entry.back);
    if (front.empty() || !is_digit(front[0])) return;
    size_t blank = position(front, ' ');
    if (blank == front.size) entry.back = entry.back.after(position(back, ' ') + 1);
    entry.front = entry.front.after(smaller(blank + 1, front.size));
}

Writer &Room::welcome(Writer &to, uint32_t guest) const
{
    uint8_t epoch[4];
    pack<"!I">(epoch, rules_.epoch);
    return to.say(kWelcome, Bytes(epoch), ": ", kYouAre, kGuest, guest, kAdvice);
}

// The next line, with its end, whatever was sent of it; the outlet is behind it then. 0: there is none.
size_t Room::next_line(Outlet &out, Span<char> to) const
{
    Writer    line(to);
    RingEntry entry;
    settle(out);
    out.sent = 0;
    if (out.guest) {
        welcome(line, out.guest).add('\n');
        out.guest = 0;
        return line.text().size;
    }
    if (out.held) return 0;
    if (out.telling) {
        line.say(out.torn ? kTorn : "", "- ", kStars, kHeard, out.told, ' ', out.before, '\n');
        out.telling = out.torn = false;
        return line.text().size;
    }
    if (!out.skipped && !ring_.next(out.cursor, entry)) return 0;
    if (!out.timed) drop_clock(entry);
    if (out.torn) line.say(kTorn);
    if (out.numbered) entry.number ? line.say(entry.number, ' ') : line.say("- ");
    if (out.skipped) line.say(kStars, kSkipped, out.skipped, " lines\n");
    else line.say(text_of(entry.front), text_of(entry.back), '\n');
    out.skipped = 0;
    out.torn    = false;
    return line.text().size;
}

// Between two lines, of which one may be under way, so that what was begun goes on as it was.
void Room::tell_count(Outlet &out) const
{
    if (out.sent || out.told == out.heard) return;
    out.told    = out.heard;
    out.telling = true;
}

Text Room::lines(size_t index, Span<char> to)
{
    if (to.size < kLongestLine) __builtin_trap();
    Outlet &out = members_[index].out;
    settle(out);
    tell_count(out);
    ahead_ = out;
    size_t size  = 0;
    while (to.size - size >= kLongestLine) {
        size_t line = next_line(ahead_, to.after(size));
        if (!line) break;
        size += line;
    }
    // Nothing for it: it need not look at what is for others again.
    if (!size) out = ahead_;
    asked_   = index;
    offered_ = size - out.sent;
    return Text(to.data, size).after(out.sent);
}

void Room::sent(size_t index, size_t bytes)
{
    Outlet &out  = members_[index].out;
    size_t  size = out.sent + bytes;
    if (index == asked_ && bytes == offered_) {
        out = ahead_;
        return;
    }
    while (size) {
        settle(out);
        Outlet ahead = out;
        size_t line  = next_line(ahead, letters_);
        if (!line) __builtin_trap();
        if (size < line) break;
        size -= line;
        out = ahead;
    }
    out.sent = uint16_t(size);
}
