# 32-bit PowerPC routers and old Macs
COMPILER = powerpc-linux-gnu-
# Results and errors in registers: 1 KB.
FLAGS    = -mlong-double-64 -msvr4-struct-return
MUSL     = powerpc-linux-musl
QEMU     = qemu-ppc -cpu 7447A
PACKAGES = g++-powerpc-linux-gnu
SHA256   = none
SMALL    = -fno-move-loop-invariants
