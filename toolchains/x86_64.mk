# 64-bit PCs, servers and rescue systems
COMPILER = x86_64-linux-gnu-
MUSL     = x86_64-linux-musl
QEMU     = qemu-x86_64 -cpu max
PACKAGES = g++
SHA256   = x86
