# Raspberry Pi 3 and later on a 64-bit system, most newer routers
COMPILER = aarch64-linux-gnu-
MUSL     = aarch64-linux-musl
QEMU     = qemu-aarch64 -cpu cortex-a53
PACKAGES = g++-aarch64-linux-gnu
SHA256   = armv8
SMALL    = -fno-move-loop-invariants
