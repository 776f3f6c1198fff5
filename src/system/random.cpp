#include "system/random.h"

#include "system/fd.h"
#include "system/watch.h"

#include <fcntl.h>
#include <sys/random.h>
#include <sys/syscall.h>

// Before Linux 3.17 there is no getrandom(). There /dev/urandom gives what can be guessed until it
// has been seeded, and only /dev/random, of the same source, tells by being readable.
static long read_device(Space to)
{
    Fd seeded(open("/dev/random", O_RDONLY | O_CLOEXEC));
    Fd device(open("/dev/urandom", O_RDONLY | O_CLOEXEC));
    return is_readable(seeded.get()) ? read(device.get(), to.data, to.size) : -1;
}

// Up to 256 bytes come in one piece or not at all (random(7)). Asked of the kernel: libc's
// getrandom() is a place where a thread may be cancelled.
Error fill_random(Space to)
{
    long got;
    if (to.size > 256) __builtin_trap();
    do got = syscall(SYS_getrandom, to.data, to.size, GRND_NONBLOCK);
    while (got < 0 && errno == EINTR);
    if (got < 0 && errno == ENOSYS) got = read_device(to);
    if (got == long(to.size)) return {};
    return complaint(Exit::other, "the kernel has gathered too little randomness yet");
}
