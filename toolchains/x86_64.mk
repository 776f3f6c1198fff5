# 64-bit PCs, servers and rescue systems
COMPILER = x86_64-linux-gnu-
MUSL     = x86_64-linux-musl
QEMU     = qemu-x86_64 -cpu max
PACKAGES = g++
SHA256   = x86
SMALL    = -fno-move-loop-invariants -fno-schedule-insns2 -fno-caller-saves
# Functions grown together have frames so large that uses of them take longer instructions.
LINK     = $(call accepts,--param=max-inline-functions-called-once-insns=400)
