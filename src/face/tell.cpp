#include "face/tell.h"

#include "words/reason.h"

#include <errno.h>
#include <poll.h>
#include <unistd.h>

static constexpr Millis kPatience = {200};

static const char *teller = "";
static char        letters[1024];
static Writer      line{Span<char>(letters)};

void set_teller(const char *name) { teller = name; }

static bool writable(int fd, int patience)
{
    pollfd slot = {fd, POLLOUT, 0};
    int    ready;
    do ready = poll(&slot, 1, patience);
    while (ready < 0 && errno == EINTR);
    return ready > 0;
}

bool write_soon(Text text, Millis patience)
{
    static bool stuck;
    bool ready = writable(STDERR_FILENO, stuck ? 0 : int(patience.count));
    if (ready || patience.count) stuck = !ready;
    return ready && write(STDERR_FILENO, text.data, text.size) == ssize_t(text.size);
}

Error write_out(Text text)
{
    while (!text.empty()) {
        ssize_t written = write(STDOUT_FILENO, text.data, text.size);
        if (written >= 0) text = text.after(size_t(written));
        else if (errno == EAGAIN) writable(STDOUT_FILENO, -1);
        else if (errno != EINTR) return {"write", errno, Exit::file};
    }
    return {};
}

Writer &begin_line()
{
    line.clear();
    return line.say(teller, ": ");
}

void end_line() { write_soon(line.say('\n').text(), kPatience); }

Exit tell_error(Text subject, Error error)
{
    if (error.code()) tell(error.words, ' ', Shown{subject}, ": ", reason(error));
    else tell(Shown{subject}, ": ", error.words);
    return error.exit();
}

Exit tell_usage(Text what)
{
    tell(what);
    return tell_where_to_read();
}

Exit tell_where_to_read()
{
    tell("try '", teller, " --help'");
    return Exit::usage;
}
