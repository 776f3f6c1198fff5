# RISC-V boards (rv64gc)
COMPILER = riscv64-linux-gnu-
MUSL     = riscv64-linux-musl
QEMU     = qemu-riscv64 -cpu rv64
PACKAGES = g++-riscv64-linux-gnu
SHA256   = none
SMALL    = -msave-restore
