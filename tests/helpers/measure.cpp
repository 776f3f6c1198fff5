// Runs a command N times, one after the other, and writes what that took into a file:
//
//     measure FILE N COMMAND [ARGUMENT]...      ->  begin end processor peak
//
// `begin` and `end` are microseconds of the monotonic clock, the same for everybody; `processor` is
// user and system time in microseconds; `peak` is the largest resident set in KiB, of a command
// that is run once. Ends with the command's exit code.
#include "words/say.h"

#include <fcntl.h>
#include <sys/ptrace.h>
#include <sys/resource.h>
#include <sys/wait.h>
#include <time.h>
#include <unistd.h>

static int64_t clock_microseconds()
{
    timespec now;
    clock_gettime(CLOCK_MONOTONIC, &now);
    return int64_t(now.tv_sec) * 1000000 + now.tv_nsec / 1000;
}

static int64_t processor_microseconds(const rusage &used)
{
    const timeval &user = used.ru_utime, &system = used.ru_stime;
    return int64_t(user.tv_sec + system.tv_sec) * 1000000 + user.tv_usec + system.tv_usec;
}

// The digits of the line that begins with `name`; 0 where there is none.
static uint64_t number_behind(Text name, Text text)
{
    uint64_t number = 0;
    while (!text.empty() && !starts_with(text, name)) text = text.after(1);
    for (char letter : text.first(position(text, '\n')))
        if (letter >= '0' && letter <= '9') number = number * 10 + uint64_t(letter - '0');
    return number;
}

static uint64_t peak_of(pid_t process)
{
    char text[4096];
    Line path;
    path.say("/proc/", process, "/status", '\0');
    int     file = open(path.text().data, O_RDONLY | O_CLOEXEC);
    ssize_t size = read(file, text, sizeof text);
    close(file);
    return number_behind("VmHWM:", Text(text, size < 0 ? 0 : size_t(size)));
}

// Linux keeps ru_maxrss only to some hundred KiB, so the process is looked at when it is about to
// end. Being traced costs it nothing before that.
static int trace(pid_t child, rusage &used, uint64_t &peak)
{
    int status;
    while (wait4(child, &status, 0, &used) == child && WIFSTOPPED(status)) {
        int signal = WSTOPSIG(status);
        if (status >> 16 == PTRACE_EVENT_EXIT) peak = peak_of(child);
        if (signal == SIGTRAP) {
            ptrace(PTRACE_SETOPTIONS, child, nullptr,
                   PTRACE_O_TRACEEXIT | PTRACE_O_EXITKILL);
            signal = 0;
        }
        ptrace(PTRACE_CONT, child, nullptr, signal);
    }
    return status;
}

static int run(char **command, bool traced, rusage &used, uint64_t &peak)
{
    pid_t child = fork();
    if (!child) {
        if (traced) ptrace(PTRACE_TRACEME, 0, nullptr, nullptr);
        execvp(command[0], command);
        _exit(127);
    }
    int status = child < 0 ? 1 : trace(child, used, peak);
    return WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
}

int main(int argc, char **argv)
{
    if (argc < 4) return 2;
    int count = 0, code = 0;
    for (char digit : Text(argv[2])) count = count * 10 + (digit - '0');

    uint64_t peak  = 0;
    int64_t  begin = clock_microseconds(), processor = 0;
    for (int i = 0; i < count && !code; i++) {
        rusage used = {};
        code        = run(argv + 3, count == 1, used, peak);
        processor += processor_microseconds(used);
    }

    Line line;
    line.say(begin, ' ', clock_microseconds(), ' ', processor, ' ', peak, '\n');
    int file = open(argv[1], O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0666);
    if (write(file, line.text().data, line.text().size) != ssize_t(line.text().size)) return 2;
    return code;
}
