# RISC-V boards (rv64gc)
COMPILER = riscv64-linux-gnu-
MUSL     = riscv64-linux-musl
QEMU     = qemu-riscv64 -cpu rv64
PACKAGES = g++-riscv64-linux-gnu
SHA256   = none
SMALL    = -msave-restore
# Functions grown together have frames so large that uses of them take longer instructions.
LINK     = $(call accepts,--param=max-inline-functions-called-once-insns=400)
