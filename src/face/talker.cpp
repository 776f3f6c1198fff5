#include "face/talker.h"

#include <fcntl.h>
#include <sys/stat.h>

// What a pipe or a terminal that can be written to takes without waiting, as a rule.
static constexpr size_t kPiece = 512;

static constexpr Millis kFarewell = {500};

Talker::Talker() : Talker(terminal_size(STDOUT_FILENO)) {}

Talker::Talker(TerminalSize size) : screen_(is_dumb_terminal(), size.columns, size.rows) {}

// A pipe or terminal opened anew does not wait, and whoever shares the old one is not concerned. A file, which
// never makes anybody wait, would begin anew, too.
Fd open_output()
{
    struct stat status;
    bool regular = fstat(STDOUT_FILENO, &status) < 0 || S_ISREG(status.st_mode);
    Fd   output;
    if (!regular) output = Fd(open("/proc/self/fd/1", O_WRONLY | O_NONBLOCK | O_NOCTTY | O_CLOEXEC));
    return output ? move(output) : Fd(control(STDOUT_FILENO, F_DUPFD_CLOEXEC, 3));
}

Error Talker::open()
{
    output_ = open_output();
    if (!output_) return failure("write", Exit::file);
    person_ = isatty(STDIN_FILENO) && isatty(STDOUT_FILENO);
    stale_  = person_;
    return person_ ? terminal_.open() : Error{};
}

// What is on its way is waited for a little; where waiting fails, it is tried all the same.
void Talker::close()
{
    if (person_) {
        Writer to = writer();
        screen_.hide(to);
        wrote(to);
    }
    Deadline until{now() + kFarewell};
    while (!is_quiet() && !until.passed(now())) {
        pollfd slot;
        Watch  watch({&slot, 1});
        watch.add(output_.get(), POLLOUT);
        Error fault = watch.wait(until);
        if ((!fault && !watch.any_ready()) || flush() || fault) break;
    }
    if (person_) terminal_.restore();
}

void Talker::set_prompt(Text prompt)
{
    prompt_size_ = smaller(prompt.size, sizeof prompt_);
    copy({reinterpret_cast<uint8_t *>(prompt_), sizeof prompt_}, bytes_of(prompt.first(prompt_size_)));
    stale_ = person_;
}

Writer Talker::writer()
{
    Space space = out_.space();
    return Writer({reinterpret_cast<char *>(space.data), space.size});
}

void Talker::draw()
{
    if (!stale_ || out_.room() <= kLongestDraw) return;
    Writer to = writer();
    screen_.draw(to, {prompt_, prompt_size_}, editor_.text(), editor_.cursor());
    wrote(to);
    stale_ = false;
}

// Characters that a reader may not be shown are none of the talker's affair: the room's are clean.
void Talker::show(Text line)
{
    if (!output_) return;
    Writer to = writer();
    if (person_) screen_.print(to, line);
    else to.say(line, '\n');
    wrote(to);
    stale_ = person_;
}

void Talker::prepare(Watch &watch, bool hears)
{
    draw();
    in_slot_ = out_slot_ = {};
    bool mine = person_ ? terminal_.is_taken() && keys_.empty() : !input_.space().empty();
    if (hears && !left_ && mine) in_slot_ = watch.add(STDIN_FILENO, POLLIN);
    if (!is_quiet()) out_slot_ = watch.add(output_.get(), POLLOUT);
    if (person_) watch.add(terminal_.fd(), POLLIN);
}

Error Talker::turn(const Watch &watch, Millis now)
{
    if (watch.ready(out_slot_)) TRY(flush());
    // Even where nothing of it was ready: a signal that came while something else was, came before that is shown.
    for (TerminalEvent event; person_ && (event = terminal_.event()) != TerminalEvent::none;) notice(event);
    return watch.ready(in_slot_) ? read_input(now) : Error{};
}

Error Talker::flush()
{
    while (!is_quiet()) {
        Bytes   piece = out_.bytes().first(smaller(kPiece, out_.bytes().size));
        ssize_t sent  = write(output_.get(), piece.data, piece.size);
        if (sent < 0 && (errno == EAGAIN || errno == EINTR)) return {};
        if (sent < 0) return mute();
        out_.consumed(size_t(sent));
        if (size_t(sent) < piece.size) return {};
    }
    return {};
}

// Said once: from then on nothing is shown any more.
Error Talker::mute()
{
    Error error = failure("write", Exit::file);
    output_.reset();
    out_.clear();
    return error;
}

// A terminal that is gone says EIO.
Error Talker::read_input(Millis now)
{
    Space   space = person_ ? Space(input_memory_) : input_.space();
    ssize_t got   = read(STDIN_FILENO, space.data, space.size);
    if (got < 0 && (errno == EAGAIN || errno == EINTR)) return {};
    if (got <= 0) {
        left_ = true;
        input_.finish();
        bool gone = person_ && errno == EIO;
        return got < 0 && !gone ? failure("read", Exit::file) : Error{};
    }
    heard_ = now;
    if (person_) keys_ = space.first(size_t(got));
    else input_.filled(size_t(got));
    return {};
}

void Talker::notice(TerminalEvent event)
{
    Writer to = writer();
    if (event == TerminalEvent::resized) {
        TerminalSize size = terminal_size(STDOUT_FILENO);
        screen_.resize(to, size.columns, size.rows);
    }
    if (event == TerminalEvent::continued) screen_.restart(to);
    wrote(to);
    stale_ = true;
    if (event == TerminalEvent::suspend) suspend();
}

// That it goes on is no news then.
void Talker::suspend()
{
    Writer to = writer();
    screen_.hide(to);
    wrote(to);
    (void)flush();
    terminal_.suspend();
    stale_ = true;
    for (TerminalEvent event; (event = terminal_.event()) != TerminalEvent::none;)
        if (event == TerminalEvent::resized) notice(event);
}

bool Talker::next(Text &line) { return person_ ? next_typed(line) : input_.next(line); }

bool Talker::next_typed(Text &line)
{
    if (typed_) editor_.finish();
    typed_ = false;
    while (!keys_.empty() && !typed_ && !left_) typed_ = press(keyboard_.next(keys_, heard_));
    line = editor_.text();
    return typed_;
}

// True when the line is complete.
bool Talker::press(Keystroke key)
{
    if (key == Keystroke::none) return false;
    LineEvent event = editor_.press(key, keyboard_.letter());
    Writer    to    = writer();
    stale_          = true;
    left_           = event == LineEvent::interrupt || event == LineEvent::leave;
    if (event == LineEvent::bell) to.add('\a');
    if (event == LineEvent::redraw) screen_.restart(to);
    wrote(to);
    if (event == LineEvent::suspend) suspend();
    return event == LineEvent::line;
}
