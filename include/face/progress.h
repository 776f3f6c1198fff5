// A progress bar: one line on a terminal, drawn over itself, and never anything anywhere else.
#pragma once

#include "words/clock.h"
#include "words/say.h"

inline constexpr uint64_t kUnknown = UINT64_MAX;

// What the bar shows.
struct Moment {
    Text     name;
    uint64_t done;
    uint64_t total;  // or kUnknown
    uint64_t rate;   // bytes a second
};

// The bar as one line without a newline, for a terminal of so many columns: what finds no room is
// left out, the last column stays free. Nothing at all below 20 columns.
void add_progress(Writer &to, const Moment &moment, size_t columns);

// Bytes a second over the last 3 to 6 seconds, counted from where this run began.
class Rate {
public:
    void     start(uint64_t done, Millis now) { older_ = newer_ = {done, now}; }
    uint64_t update(uint64_t done, Millis now);

private:
    struct Mark {
        uint64_t done = 0;
        Millis   at;
    };

    Mark older_, newer_;
};

class Progress {
public:
    // Shows nothing when quiet, when standard error is not a terminal, or on a dumb one.
    explicit Progress(bool quiet);
    ~Progress() { clear(); }
    Progress(const Progress &) = delete;

    // Draws at most five times a second and never waits for the terminal. A `done` that falls, or
    // another `total`, is another transfer; its rate counts from the `done` it was first shown with.
    void show(Text name, uint64_t done, uint64_t total, Millis now);

    // Erases the bar, so that a line can be told in its place.
    void clear();

private:
    bool     enabled_;
    bool     drawn_ = false;
    Millis   due_   = {INT64_MIN};
    uint64_t done_  = kUnknown;
    uint64_t total_ = 0;
    Rate     rate_;
};
