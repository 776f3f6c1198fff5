#include "face/progress.h"

#include "face/tell.h"
#include "system/terminal.h"
#include "words/utf8.h"

static constexpr Millis kBetweenDraws = {200};
static constexpr Millis kRateWindow   = {3000};

static constexpr size_t kLeastColumns = 20, kMostColumns = 200;

// The columns from which on each part is shown; name and percent always are.
static constexpr size_t kWithRate = 30, kWithTime = 40, kWithDone = 50, kWithBar = 60, kWithTotal = 80;

static constexpr size_t kShortestBar = 12;

class ShortLine : public Writer {
public:
    ShortLine() : Writer(letters_) {}

private:
    char letters_[32];
};

static void fill(Writer &to, char letter, size_t count)
{
    while (count--) to.add(letter);
}

// Right-aligned, so that nothing dances as numbers grow. The part's memory is free again.
static void add_part(Writer &to, size_t width, Writer &part)
{
    Text text = part.text();
    if (text.size < width) fill(to, ' ', width - text.size);
    to.add(text);
    part.clear();
}

// done * parts / total, both halved until that cannot overflow.
static size_t share(uint64_t done, uint64_t total, size_t parts)
{
    for (; total >> 48; total /= 2) done /= 2;
    return total ? size_t(smaller(done, total) * parts / total) : parts;
}

static void add_time_left(Writer &to, Writer &part, const Moment &moment)
{
    uint64_t left = moment.total - smaller(moment.done, moment.total);
    uint64_t time = moment.rate ? left / moment.rate : left ? UINT64_MAX : 0;
    uint64_t hours = time / 3600, minutes = time / 60 % 60;

    if (hours >= 100) return add_part(to, 6, part.say("-:--"));
    if (hours) part.say(hours, ':', Wide{minutes, 2, '0'});
    else part.say(minutes);
    add_part(to, hours ? 9 : 6, part.say(':', Wide{time % 60, 2, '0'}));
}

static void add_facts(Writer &to, const Moment &moment, size_t columns)
{
    ShortLine part;
    bool      known = moment.total != kUnknown;
    if (known) add_part(to, 5, part.say(share(moment.done, moment.total, 100), '%'));
    if (!known || columns >= kWithDone) add_part(to, 8, part.say(Amount{moment.done}));
    if (known && columns >= kWithTotal) add_part(to, 11, part.say(" of ", Amount{moment.total}));
    if (columns >= kWithRate) add_part(to, 10, part.say(Amount{moment.rate}, "/s"));
    if (known && columns >= kWithTime) add_time_left(to, part, moment);
}

// Where in doubt two: a column too many shortens a name, one too few would wrap the line.
static size_t columns_of(const Character &character, Text spelling)
{
    uint32_t code = character.code;
    if (!character.length || !is_showable(code)) return ShortLine().say(Shown{spelling}).text().size;
    bool narrow = code < 0x1100 || (code >= 0x1160 && code < 0x2300);
    return narrow ? 1 : 2;
}

struct Fit {
    size_t bytes = 0, columns = 0;
};

// The longest front of `name` that takes at most `room` columns.
static Fit fit(Text name, size_t room)
{
    Fit so_far;
    while (so_far.bytes < name.size) {
        Text      rest    = name.after(so_far.bytes);
        Character next    = first_character(rest);
        size_t    length  = larger<size_t>(next.length, 1);
        size_t    columns = columns_of(next, rest.first(length));
        if (so_far.columns + columns > room) break;
        so_far = {so_far.bytes + length, so_far.columns + columns};
    }
    return so_far;
}

// Returns how many columns it took.
static size_t add_name(Writer &to, Text name, size_t room)
{
    Fit whole = fit(name, room);
    if (whole.bytes == name.size) {
        to.add(Shown{name});
        return whole.columns;
    }
    Text cut   = "...";
    Fit  front = fit(name, room - cut.size);
    to.say(Shown{name.first(front.bytes)}, cut);
    return front.columns + cut.size;
}

static void add_bar(Writer &to, const Moment &moment, size_t width)
{
    size_t inner = width - Text(" []").size;
    size_t full  = share(moment.done, moment.total, inner);
    to.say(" [");
    fill(to, '=', full);
    if (full < inner) to.add('>'), fill(to, ' ', inner - full - 1);
    to.add(']');
}

void add_progress(Writer &to, const Moment &moment, size_t columns)
{
    if (columns < kLeastColumns) return;
    columns = smaller(columns, kMostColumns);

    Line facts;
    add_facts(facts, moment, columns);
    size_t room = columns - 1 - facts.text().size;
    bool   bar  = columns >= kWithBar && moment.total != kUnknown;

    room -= add_name(to, moment.name, bar ? room - kShortestBar : room);
    if (bar) add_bar(to, moment, room);
    else fill(to, ' ', room);
    to.add(facts.text());
}

uint64_t Rate::update(uint64_t done, Millis now)
{
    if (kRateWindow <= now - newer_.at) {
        older_ = newer_;
        newer_ = {done, now};
    }
    Millis passed = now - older_.at;
    return Millis{} < passed ? (done - older_.done) * 1000 / uint64_t(passed.count) : 0;
}

// 0 where standard error is no terminal.
static size_t terminal_columns() { return terminal_size(STDERR_FILENO).columns; }

static bool can_draw() { return terminal_columns() && !is_dumb_terminal(); }

Progress::Progress(bool quiet) : enabled_(!quiet && can_draw()) {}

void Progress::show(Text name, uint64_t done, uint64_t total, Millis now)
{
    if (!enabled_) return;
    if (done < done_ || total != total_) rate_.start(done, now);
    done_  = done;
    total_ = total;
    if (now < due_) return;
    due_   = now + kBetweenDraws;
    drawn_ = true;

    Line line;
    line.add('\r');
    // The "^C" of somebody who has seen enough must not break the line.
    size_t columns = terminal_columns();
    add_progress(line, {name, done, total, rate_.update(done, now)}, columns > 2 ? columns - 2 : 0);
    write_soon(line.say("\x1b[K").text(), {});
}

void Progress::clear()
{
    if (drawn_) write_soon("\r\x1b[K", {});
    drawn_ = false;
}
