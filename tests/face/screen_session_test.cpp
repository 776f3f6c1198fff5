#include "face/screen.h"

#include "check.h"
#include "face/line.h"
#include "terminal_model.h"

// A session of a person, the others and the terminal's window, all at random. What the screen shows
// is compared with a terminal on which nothing was ever erased: the lines, and then what is typed.
namespace {
class Session {
public:
    Session(uint32_t seed, bool dumb);

    const char *step();  // null where all is as it should be
    const char *finish() const { return seen_.same_rows(expected_, 0) ? nullptr : "at the end"; }

private:
    uint32_t random(uint32_t below);
    Text     random_letter();
    void     press();
    void     print(Text line);
    void     come_in();
    void     change_prompt();
    void     resize();
    Text     page();
    const char *judge();

    uint32_t   state_;
    bool       dumb_, wraps_anew_, lost_ = false, left_ = false;
    size_t     columns_, rows_;
    Text       prompt_ = "> ";
    LineEditor editor_;
    Writer     out_;
    Screen     screen_;
    size_t     lines_ = 0;  // rows of the lines above
    size_t     front_ = 0;  // of the page, before the cursor

    // Of one session at a time, for they are large.
    static char          memory_[1 << 16];
    static TerminalModel seen_, expected_;
};
}
char          Session::memory_[1 << 16];
TerminalModel Session::seen_, Session::expected_;

Session::Session(uint32_t seed, bool dumb)
    : state_(seed), dumb_(dumb), wraps_anew_(random(2)), columns_(5 + random(96)), rows_(random(3) ? 24 : 1 + random(6)),
      out_(Span<char>(memory_)), screen_(dumb, columns_, rows_)
{
    seen_.begin(columns_, rows_);
    expected_.begin(columns_, rows_);
}

uint32_t Session::random(uint32_t below)
{
    state_ = state_ * 1664525 + 1013904223;
    return uint32_t(uint64_t(state_) * below >> 32);
}

Text Session::random_letter()
{
    static constexpr const char *kLetters[] = {
        "a",      "b",      "c",      "d",      " ",          " ",      ".",      "\u00fc",
        "\u20ac", "\u65e5", "\u672c", "\uac00", "\U0001f600", "\u0301", "\u0323", "\u200d",
    };
    return kLetters[random(sizeof kLetters / sizeof *kLetters)];
}

void Session::press()
{
    static constexpr Keystroke kKeys[] = {
        Keystroke::left, Keystroke::right, Keystroke::up, Keystroke::down, Keystroke::home, Keystroke::end,
        Keystroke::word_left, Keystroke::word_right, Keystroke::backspace, Keystroke::backspace, Keystroke::remove,
        Keystroke::kill_word, Keystroke::kill_before, Keystroke::kill_after, Keystroke::yank, Keystroke::yank,
        Keystroke::transpose, Keystroke::enter,
    };
    uint32_t  kind = random(10);
    Keystroke key  = kind < 7 ? Keystroke::letter : kKeys[random(sizeof kKeys)];
    for (uint32_t count = kind == 6 ? random(60) : 1; count; count--) {
        if (editor_.press(key, random_letter()) != LineEvent::line) continue;
        if (editor_.text().size < 3 * columns_) print(editor_.text());
        editor_.finish();
    }
}

void Session::print(Text line)
{
    screen_.print(out_, line);
    expected_.write(line);
    expected_.write("\r\n");
}

void Session::come_in()
{
    for (uint32_t count = 1 + random(3); count; count--) {
        Line line;
        for (uint32_t letters = random(uint32_t(columns_) * 2); letters; letters--) line.add(random_letter());
        print(line.text());
    }
}

// Where the terminal counts rows as the screen does not, parts of what was typed remain above. They are
// taken for lines, and that was the last change of size: at the next they might be one with what is typed.
void Session::resize()
{
    size_t columns = 5 + random(96);
    bool   one_row = seen_.end() == lines_ + 1;
    bool   exact   = wraps_anew_ ? one_row && columns >= columns_ : columns <= columns_;
    columns_       = columns;
    seen_.resize(columns_, rows_, wraps_anew_);
    expected_.resize(columns_, rows_, wraps_anew_);
    screen_.resize(out_, columns_, rows_);
    seen_.write(out_.text());
    out_.clear();

    lines_ = expected_.row();
    lost_  = seen_.row() < lines_ || (exact && seen_.row() > lines_);
    left_  = seen_.row() > lines_;
    for (; lines_ < seen_.row(); lines_++) expected_.put(lines_, seen_.at(lines_));
    expected_.go_back(lines_);
}

// The part of the text that belongs on the screen: pieces are as long as fits, but for the last column.
Text Session::page()
{
    size_t base = expected_.row(), rows = dumb_ ? 1 : rows_, begin = 0, end = 0;
    Text   text = editor_.text();
    expected_.write(prompt_);
    while (end < text.size) {
        Text letter = text.after(end).first(first_cluster(text.after(end)).size);
        expected_.write(letter);
        if (expected_.row() + expected_.full() - base >= rows) {
            if (editor_.cursor() < end) break;
            begin = end;
            expected_.go_back(base);
            expected_.write(prompt_);
            expected_.write(letter);
        }
        end += letter.size;
    }
    expected_.go_back(base);
    front_ = editor_.cursor() - begin;
    return text.first(end).after(begin);
}

const char *Session::judge()
{
    expected_.go_back(lines_);
    Text page = this->page(), rest = page.after(front_);
    expected_.write(prompt_);
    expected_.write(page.first(front_));
    // The cursor never stands between a letter and its marks.
    Text marks = first_cluster(rest).columns ? Text() : Text(rest.first(first_cluster(rest).size));
    expected_.write(marks);
    rest         = rest.after(marks.size);
    size_t width = first_cluster(rest).columns;
    bool   wraps = expected_.full() || expected_.column() + width > columns_;
    size_t row = expected_.row() + wraps, column = wraps ? 0 : expected_.column();
    expected_.write(rest);

    if (lost_) return "a line has been lost, or something has been left";
    if (!seen_.good()) return "a command that is not for this terminal";
    if (seen_.full() || seen_.row() != row || seen_.column() != column) return "the cursor is elsewhere";
    return nullptr;
}

void Session::change_prompt()
{
    static constexpr const char *kPrompts[] = {"> ", "", "me> ", "\u65e5\u672c> "};
    prompt_ = kPrompts[random(4)];
    screen_.hide(out_);
}

const char *Session::step()
{
    size_t   before = lines_;
    uint32_t kind   = random(20);
    out_.clear();
    expected_.go_back(lines_);
    if (kind < 14) press();
    else if (kind < 18) come_in();
    else if (kind < 19 && !dumb_ && !left_) resize();
    else change_prompt();
    if (prompt_.size > 2 && columns_ < 16) prompt_ = "> ";
    lines_ = expected_.row();
    seen_.write(out_.text());

    out_.clear();
    screen_.draw(out_, prompt_, editor_.text(), editor_.cursor());
    if (out_.text().size > kLongestDraw) return "too much was written";
    for (char c : out_.text())
        if (dumb_ && c == '\x1b') return "a command for a dumb terminal";
    seen_.write(out_.text());
    const char *wrong = judge();
    if (wrong) return wrong;
    return seen_.same_rows(expected_, smaller(before, lines_)) ? nullptr : "the rows differ";
}

static void run_sessions(uint32_t first, uint32_t count, bool dumb)
{
    for (uint32_t seed = first; seed < first + count; seed++) {
        Session     session(seed, dumb);
        const char *wrong = nullptr;
        uint32_t    step  = 0;
        while (step < 100 && !wrong) wrong = session.step(), step++;
        if (!wrong) wrong = session.finish();
        CHECK(Line().say("seed ", seed, ", step ", step, ": ", wrong ? wrong : "").text(), !wrong);
    }
}
TEST("screen: thousands of steps, and all is where it belongs") { run_sessions(1, worlds(100), false); }
TEST("screen: on a dumb terminal, too") { run_sessions(1000, worlds(30), true); }
