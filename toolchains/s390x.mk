# IBM Z: here above all as the 64-bit big-endian machine of the tests
COMPILER = s390x-linux-gnu-
MUSL     = s390x-linux-musl
QEMU     = qemu-s390x -cpu max
PACKAGES = g++-s390x-linux-gnu
SHA256   = none
SMALL    = -fno-move-loop-invariants
LINK     = -Wl,-T,toolchains/s390x.ld
