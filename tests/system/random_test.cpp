#include "system/random.h"

#include "check.h"
#include "namespace.h"
#include "trap.h"

#include <errno.h>
#include <sys/mount.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <sys/wait.h>

TEST("random: all of it, and nothing beside")
{
    static constexpr size_t kSizes[] = {0, 1, 32, 255, 256};
    static uint8_t          bytes[258];
    for (size_t size : kSizes) {
        memset(bytes, 0, sizeof bytes);
        CHECK("filled", !fill_random(Space(bytes).after(1).first(size)));
        CHECK("nothing in front, nothing behind", !bytes[0] && !bytes[1 + size]);
        size_t zeros = 0;
        for (uint8_t byte : Space(bytes).after(1).first(size)) zeros += !byte;
        // More of them would come once in 10^17 runs.
        CHECK(Line().say(size, " bytes").text(), zeros < 20);
    }
    CHECK("the kernel may cut more", traps([] { (void)fill_random(bytes); }));
    uint8_t one[32], other[32];
    CHECK("never the same", !fill_random(one) && !fill_random(other) && !same(one, other, sizeof one));
}

// seccomp(2): from now on the kernel answers getrandom() with an error. False where it cannot.
static bool deny_getrandom(int code)
{
    struct Instruction {
        uint16_t code;
        uint8_t  if_so, if_not;
        uint32_t value;
    };
    Instruction program[] = {
        {0x20, 0, 0, 0},                            // load the number of the call
        {0x15, 0, 1, SYS_getrandom},                // if it is this one
        {0x06, 0, 0, 0x00050000 | uint32_t(code)},  // SECCOMP_RET_ERRNO
        {0x06, 0, 0, 0x7fff0000},                   // SECCOMP_RET_ALLOW
    };
    struct {
        uint16_t     size;
        Instruction *first;
    } filter = {4, program};
    return !prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) && !prctl(PR_SET_SECCOMP, 2, &filter);
}

// In a mount namespace of this process, /dev/random becomes a FIFO that nobody writes to.
static bool starve_random()
{
    if (!enter_namespaces(CLONE_NEWNS) || mount("none", "/", nullptr, MS_REC | MS_PRIVATE, nullptr)) return false;
    return !mkfifo("random", 0600) && !mount("random", "/dev/random", nullptr, MS_BIND, nullptr) &&
           open("/dev/random", O_RDWR) >= 0;
}

enum : int { kFilled, kTooEarly, kEmpty, kUntried };

static int outcome_with(int code, bool starved)
{
    pid_t child = fork();
    if (!child) {
        uint8_t bytes[64] = {};
        if ((starved && !starve_random()) || !deny_getrandom(code)) _exit(kUntried);
        Error error = fill_random(bytes);
        bool  empty = same(bytes, "\0\0\0\0\0\0\0\0", 8);
        _exit(error ? kTooEarly : empty ? kEmpty : kFilled);
    }
    int status = 0;
    waitpid(child, &status, 0);
    return WIFEXITED(status) ? WEXITSTATUS(status) : -1;
}

struct KernelRow {
    const char *what;
    int         code;
    bool        starved;
    int         outcome;
};
static constexpr KernelRow kKernels[] = {
    {"too early", EAGAIN, false, kTooEarly},
    {"an older kernel", ENOSYS, false, kFilled},
    {"an older kernel, too early", ENOSYS, true, kTooEarly},
    {"forbidden", EPERM, false, kTooEarly},
};
TEST("random: kernels that give none")
{
    Scratch scratch;
    for (const KernelRow &row : kKernels) {
        int outcome = outcome_with(row.code, row.starved);
        if (outcome == kUntried) skip_test(Line().say(row.what, ": cannot be had here").text());
        else CHECK(row.what, outcome == row.outcome);
    }
}
