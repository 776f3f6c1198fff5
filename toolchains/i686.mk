# 32-bit PCs from the Pentium Pro on
COMPILER = i686-linux-gnu-
# Results and errors in registers: 4 KB.
FLAGS    = -freg-struct-return
MUSL     = i686-linux-musl
QEMU     = qemu-i386 -cpu pentium3
PACKAGES = g++-i686-linux-gnu
SHA256   = x86
# Functions grown together have frames so large that uses of them take longer instructions.
LINK     = $(call accepts,--param=max-inline-functions-called-once-insns=400)
