#include "face/progress.h"

#include "check.h"
#include "capture.h"

#include <fcntl.h>
#include <stdlib.h>
#include <sys/ioctl.h>
#include <termios.h>

struct BarRow {
    const char *name;
    Moment      moment;
    size_t      columns;
    const char *bar;
};

static constexpr uint64_t kMega = 1'000'000;

static constexpr Moment kHalf = {"firmware.bin", 42 * kMega, 84 * kMega, 3 * kMega};
static constexpr Moment kLong = {"a-rather-long-name-for-a-file.tar.gz", 7, 9, 1};
static constexpr Moment kPipe = {"from-a-pipe", 123456, kUnknown, 999};

static constexpr Moment at(uint64_t done, uint64_t total, uint64_t rate) { return {"f", done, total, rate}; }
static constexpr Moment named(const char *name) { return {name, 1, 2, 1}; }

static constexpr BarRow kRows[] = {
    {"too narrow for anything", kHalf, 19, ""},
    {"name and percent", kHalf, 20, "firmware.bin    50%"},
    {"then the rate", kHalf, 30, "firmware.bin    50%  3.0 MB/s"},
    {"then the time left", kHalf, 40, "firmware.bin        50%  3.0 MB/s  0:14"},
    {"then the amount", kHalf, 50, "firmware.bin          50% 42.0 MB  3.0 MB/s  0:14"},
    {"then a bar", kHalf, 60, "firmware.bin [=======>       ]  50% 42.0 MB  3.0 MB/s  0:14"},
    {"then the whole amount", kHalf, 80,
     "firmware.bin [============>           ]  50% 42.0 MB of 84.0 MB  3.0 MB/s  0:14"},
    {"a long name is cut", kLong, 20, "a-rather-lo...  77%"},
    {"a long name leaves room for facts", kLong, 40, "a-rather-long-n...  77%     1 B/s  0:02"},
    {"and for a short bar", kLong, 60,
     "a-rather-long-n... [=======> ]  77%     7 B     1 B/s  0:02"},
    {"however wide", kLong, 80,
     "a-rather-long-name-for-a... [=======> ]  77%     7 B     of 9 B     1 B/s  0:02"},
    {"unknown total: the amount", kPipe, 20, "from-a-pipe  123 kB"},
    {"and the rate", kPipe, 40, "from-a-pipe            123 kB   999 B/s"},
    {"and no more", kPipe, 80,
     "from-a-pipe                                                    123 kB   999 B/s"},
    {"nothing yet", at(0, 100, 0), 60,
     "f [>                         ]   0%     0 B     0 B/s  -:--"},
    {"100% only when complete", at(999, 1000, 7), 60,
     "f [=========================>]  99%   999 B     7 B/s  0:00"},
    {"complete", at(100, 100, 0), 60,
     "f [==========================] 100%   100 B     0 B/s  0:00"},
    {"more than complete", at(200, 100, 0), 60,
     "f [==========================] 100%   200 B     0 B/s  0:00"},
    {"an empty file is complete", at(0, 0, 0), 60,
     "f [==========================] 100%     0 B     0 B/s  0:00"},
    {"minutes", at(0, 3599, 1), 60, "f [>                         ]   0%     0 B     1 B/s 59:59"},
    {"hours", at(0, 3600, 1), 60, "f [>                      ]   0%     0 B     1 B/s  1:00:00"},
    {"the longest time", at(0, 359999, 1), 60,
     "f [>                      ]   0%     0 B     1 B/s 99:59:59"},
    {"longer", at(0, 360000, 1), 60, "f [>                         ]   0%     0 B     1 B/s  -:--"},
    {"64 bits", at(UINT64_MAX / 2, UINT64_MAX - 1, UINT64_MAX), 80,
     "f [=================>                 ]  49%  9.2 EB of 18.4 EB 18.4 EB/s  0:00"},
    {"wide characters take two columns", named("日本語日本語日"), 20, "日本語日本語日  50%"},
    {"one too many", named("日本語日本語日本"), 20, "日本語日本...   50%"},
    {"other letters take one", named("crème-brûlée.b"), 20, "crème-brûlée.b  50%"},
    {"escapes are counted as they are shown", named("a\x1b\x1b\x1b.b"), 20,
     "a\\x1b\\x1b...    50%"},
    {"and are not cut", named("ab\xe2\x80\xae\x1b[2J"), 20, "ab\\u{202e}...   50%"},
    {"invalid bytes", named("\xff\xff\xff\xff"), 20, "\\xff\\xff...     50%"},
};

TEST("progress: what fits is shown")
{
    for (const BarRow &row : kRows) {
        Line bar;
        add_progress(bar, row.moment, row.columns);
        CHECK(Line().say(row.name, ": ", bar.text()).text(), bar.text() == row.bar);
    }
}

TEST("progress: on a wide screen all that is left is the bar")
{
    static constexpr size_t kWide[] = {200, 201, 2000};
    for (size_t columns : kWide) {
        Line bar;
        add_progress(bar, kHalf, columns);
        CHECK("the last column is free", bar.text().size == 199);
        CHECK("name in front", starts_with(bar.text(), "firmware.bin [====="));
    }
}

struct RateRow {
    int64_t  at;
    uint64_t done;
    uint64_t rate;
};

// A transfer resumed at 5000 bytes.
static constexpr RateRow kRates[] = {
    {1000, 5100, 100},
    {2000, 5200, 100},
    {3000, 5300, 100},  // the window closes
    {4000, 6300, 325},
    {6000, 8300, 1000},  // and again: what was before 3000 is forgotten
    {7000, 9300, 1000},
    {9000, 9300, 333},   // nothing since 7000
    {12000, 9300, 0},
    {30000, 18300, 500},
};

TEST("progress: the rate is that of the last seconds")
{
    Rate rate;
    rate.start(5000, {0});
    CHECK("no time, no rate", rate.update(5000, {0}) == 0);
    for (const RateRow &row : kRates) {
        uint64_t now = rate.update(row.done, {row.at});
        CHECK(Line().say(row.at, " ms: ", now).text(), now == row.rate);
    }
}

// A terminal whose screen the test reads: its other end is standard error for a while.
namespace {
struct Screen {
    int  master   = posix_openpt(O_RDWR | O_NOCTTY);
    int  terminal = -1;
    char letters[4096];

    Screen()
    {
        if (master < 0 || grantpt(master) || unlockpt(master)) return;
        terminal = open(ptsname(master), O_RDWR | O_NOCTTY);
    }
    ~Screen()
    {
        close(terminal);
        close(master);
    }
    void resize(unsigned short columns)
    {
        winsize window = {24, columns, 0, 0};
        ioctl(terminal, TIOCSWINSZ, &window);
    }
    Text read()
    {
        fcntl(master, F_SETFL, O_NONBLOCK);
        ssize_t size = ::read(master, letters, sizeof letters);
        return {letters, size < 0 ? 0 : size_t(size)};
    }
};
}

TEST("progress: on a terminal")
{
    Screen screen;
    if (screen.terminal < 0) return skip_test("no pseudo-terminals");
    setenv("TERM", "xterm", 1);
    Redirect redirected(STDERR_FILENO, screen.terminal);
    Progress progress(false);

    progress.clear();
    CHECK("nothing to clear yet", screen.read() == "");
    screen.resize(22);
    progress.show("f", 50, 100, {1000});
    CHECK("drawn at once", screen.read() == "\rf               50%\x1b[K");
    progress.show("f", 60, 100, {1199});
    CHECK("not too often", screen.read() == "");
    progress.show("f", 70, 100, {1200});
    CHECK("drawn over itself", screen.read() == "\rf               70%\x1b[K");
    screen.resize(32);
    progress.show("f", 80, 100, {2000});
    CHECK("resized; 30 bytes in a second", screen.read() == "\rf               80%    30 B/s\x1b[K");
    screen.resize(0);
    progress.show("f", 80, 100, {3000});
    CHECK("a size unknown is 80 columns", screen.read().size == Text("\r\x1b[K").size + 77);
    screen.resize(32);
    progress.show("g", 10, 100, {4000});
    CHECK("another transfer", screen.read() == "\rg               10%     0 B/s\x1b[K");
    progress.clear();
    CHECK("erased", screen.read() == "\r\x1b[K");
    progress.clear();
    CHECK("once", screen.read() == "");
}

TEST("progress: is not drawn where it would be in the way")
{
    Screen screen;
    if (screen.terminal < 0) return skip_test("no pseudo-terminals");
    setenv("TERM", "dumb", 1);
    {
        Redirect redirected(STDERR_FILENO, screen.terminal);
        Progress(false).show("f", 1, 2, {0});
        CHECK("on a dumb terminal", screen.read() == "");
        setenv("TERM", "xterm", 1);
        Progress(true).show("f", 1, 2, {0});
        CHECK("when quiet", screen.read() == "");
    }
    Pipe     pipe;
    Redirect redirected(STDERR_FILENO, pipe.writer());
    Progress(false).show("f", 1, 2, {0});
    CHECK("into a pipe", pipe.read() == "");
}

TEST("progress: a stopped terminal does not stop a transfer")
{
    Screen screen;
    if (screen.terminal < 0) return skip_test("no pseudo-terminals");
    Redirect redirected(STDERR_FILENO, screen.terminal);
    Progress progress(false);
    alarm(20);
    for (int64_t drawn = 0; drawn < 5000; drawn++) progress.show("f", 1, 2, {drawn * 1000});
    alarm(0);
}
