# Big-endian MIPS routers (ath79): a 24Kc has no floating point unit
COMPILER = mips-linux-gnu-
FLAGS    = -msoft-float
FIXED    = -fno-pic -mno-shared -mplt
LINK     = -Wl,--no-warn-mismatch
MUSL     = mips-linux-muslsf
QEMU     = qemu-mips -cpu 24Kc
PACKAGES = g++-mips-linux-gnu
SHA256   = none
SMALL    = -mips16 -minterlink-mips16 -fno-move-loop-invariants -fno-schedule-insns2
