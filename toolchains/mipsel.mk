# Little-endian MIPS routers (ramips): a 24Kc has no floating point unit
COMPILER = mipsel-linux-gnu-
FLAGS    = -msoft-float
FIXED    = -fno-pic -mno-shared -mplt
LINK     = -Wl,--no-warn-mismatch
MUSL     = mipsel-linux-muslsf
QEMU     = qemu-mipsel -cpu 24Kc
PACKAGES = g++-mipsel-linux-gnu
SHA256   = none
SMALL    = -mips16 -minterlink-mips16 -fno-move-loop-invariants -fno-schedule-insns2
