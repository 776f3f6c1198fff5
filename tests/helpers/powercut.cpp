// Cuts the power of a mounted ext4: what has not reached the disk by now never will. powercut DIR
#include "words/span.h"

#include <fcntl.h>
#include <sys/ioctl.h>

// EXT4_IOC_SHUTDOWN with EXT4_GOING_FLAGS_NOLOGFLUSH (fs/ext4/ext4.h).
static constexpr unsigned long kShutdown = _IOR('X', 125, uint32_t);

int main(int argc, char **argv)
{
    uint32_t without_log = 2;
    int      directory   = argc > 1 ? open(argv[1], O_RDONLY | O_DIRECTORY) : -1;
    return directory < 0 || ioctl(directory, kShutdown, &without_log) < 0;
}
