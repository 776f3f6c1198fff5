#include "system/crew.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/prctl.h>
#include <sys/wait.h>

static Error failed() { return failure("start a process", Exit::other); }

Result<bool> Crew::add()
{
    int ends[2];
    if (!reports_) {
        if (pipe2(ends, O_CLOEXEC | O_NONBLOCK) < 0) return failed();
        reports_ = Fd(ends[0]);
        writing_ = Fd(ends[1]);
        control(ends[1], F_SETFL, 0);
        // Nobody else asks for their ends, and a handler of ours would take those for a signal to stop.
        signal(SIGCHLD, SIG_DFL);
    }
    if (count_ == sizeof members_ / sizeof *members_) __builtin_trap();
    pid_t parent = getpid();
    pid_t member = _Fork();
    if (member < 0) return failed();
    if (member) return members_[count_++] = member, false;
    // Where the parent has died before that, nobody else will end us.
    prctl(PR_SET_PDEATHSIG, SIGKILL);
    if (getppid() != parent) _exit(1);
    count_ = 0;
    reports_.reset();
    return true;
}

void Crew::report(uint64_t done) const { write(writing_.get(), &done, sizeof done); }

uint64_t Crew::reported()
{
    writing_.reset();
    uint64_t done;
    ssize_t  got;
    while ((got = read(reports_.get(), &done, sizeof done)) == ssize_t(sizeof done)) reported_ += done;
    ended_ = !got;
    return reported_;
}

void Crew::dismiss()
{
    for (size_t i = 0; i < count_; i++) {
        kill(members_[i], SIGKILL);
        waitpid(members_[i], nullptr, 0);
    }
    count_ = 0;
}
