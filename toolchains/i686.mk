# 32-bit PCs from the Pentium Pro on
COMPILER = i686-linux-gnu-
MUSL     = i686-linux-musl
QEMU     = qemu-i386 -cpu pentium3
PACKAGES = g++-i686-linux-gnu
SHA256   = x86
