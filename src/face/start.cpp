#include "face/start.h"

#include "face/help.h"
#include "face/tell.h"

#include <fcntl.h>
#include <poll.h>
#include <signal.h>
#include <unistd.h>

// A file opened later must not become standard output because the caller had closed that. What is written
// there is an error then: it would be lost.
static bool open_standard_descriptors()
{
    pollfd slots[] = {{STDIN_FILENO, 0, 0}, {STDOUT_FILENO, 0, 0}, {STDERR_FILENO, 0, 0}};
    poll(slots, 3, 0);
    for (const pollfd &slot : slots)
        if (slot.revents & POLLNVAL && open("/dev/null", slot.fd == STDOUT_FILENO ? O_RDONLY : O_RDWR) != slot.fd)
            return false;
    return true;
}

static Error show_help(const Program &program)
{
    char   memory[4096];
    Writer help(memory);
    add_help(help, program);
    return write_out(help.text());
}

static Exit exit_of(Error error)
{
    return error ? tell_error("standard output", error) : Exit::complete;
}

static Exit complain(const Misuse &wrong)
{
    tell(wrong.kind, wrong.option, wrong.value.empty() ? "" : " ", Shown{wrong.value}, ": ", wrong.because);
    return tell_where_to_read();
}

static Exit obey(const Program &program, int argc, char **argv, Exit (*run)(Span<char *>))
{
    Command command;
    if (Misuse wrong = parse_options(program, argc, argv, command)) return complain(wrong);
    switch (command.wish) {
    case Command::Wish::run: break;
    case Command::Wish::help: return exit_of(show_help(program));
    case Command::Wish::version: return exit_of(print(program.name, ' ', program.version, '\n'));
    }
    return run(command.operands);
}

int start(const Program &program, int argc, char **argv, Exit (*run)(Span<char *> operands))
{
    if (!open_standard_descriptors()) return int(Exit::other);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);
    set_teller(program.name);
    return int(obey(program, argc, argv, run));
}
