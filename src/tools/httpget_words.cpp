// What is said of what has gone well, and what servers say themselves.
#include "face/tell.h"
#include "tools/httpget.h"


bool shows_content() { return settings.output && is_dash(settings.output) && isatty(STDOUT_FILENO); }

static char shown[4 * kLongestHeader + 8];  // every byte of a line as an escape

// Each line of a head, with what a terminal must not get made visible.
template <class Out> static void show_lines(Text head, Text before, Out out)
{
    while (!head.empty()) {
        Text line = without_cr(take_until(head, '\n'));
        if (!line.empty()) out(Writer{Span<char>(shown)}.say(before, Shown{line}, '\n').text());
    }
}

void show_head(Text head, bool received)
{
    if (!settings.verbose && !(settings.heads && received)) return;
    Text before = settings.verbose ? received ? "< " : "> " : "  ";
    show_lines(head, before, [](Text line) { write_soon(line, {200}); });
}

Fetch::Next Fetch::print_head()
{
    Error error;
    show_lines(session_.exchange.response().head(), "", [&](Text line) {
        if (!error) error = write_out(line);
    });
    if (!error) return say_nothing();
    return end(tell_error("standard output", error));
}

void Fetch::tell_saved()
{
    uint64_t took = since_.count ? uint64_t((now() - since_).count) : 0, continued = place_.continued();
    uint64_t rate = (saved_ - continued) * 1000 / larger<uint64_t>(took, 1);
    Writer  &line = begin_line();
    line.say("saved ", Shown{place_.name()}, ": ", Amount{saved_});
    if (continued) line.say(" (", Amount{continued}, " were there already)");
    line.say(" in ", took / 1000, '.', Wide{took / 10 % 100, 2, '0'}, " s, ", Amount{rate}, "/s");
    if (settings.checksum) line.say(", sha256 verified");
    if (!settings.quiet) end_line();
}

// The data itself may have gone to standard output: then the digest must not follow it.
Exit Fetch::print_digest()
{
    if (!settings.verbose) return Exit::complete;
    Line line;
    line.say(Bytes(place_.digest().bytes), "  ", Shown{place_.name()}, '\n');
    if (settings.output && is_dash(settings.output)) return write_soon(line.text(), {200}), Exit::complete;
    Error error = write_out(line.text());
    return error ? tell_error("standard output", error) : Exit::complete;
}

// Nothing is saved until the last step has been made.
Fetch::Next Fetch::finish()
{
    saved_      = place_.size();
    if (place_.replaces_link() && !settings.quiet)
        tell(Shown{place_.name()}, ": a symbolic link is replaced, not followed");
    Error error = place_.finish();
    if (error) return end(tell_error(place_.name(), error));
    tell_saved();
    Exit     printed = print_digest();
    uint16_t status  = session_.exchange.response().status();
    if (status < 400 || status == 416) return end(printed);
    begin_line_of_url().say(Shown{status_words()});
    end_line();
    return end(Exit::refused);
}
