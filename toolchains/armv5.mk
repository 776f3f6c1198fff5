# Raspberry Pi Zero and 1, old routers and NAS boxes: soft float runs on all of them
COMPILER = arm-linux-gnueabi-
MUSL     = arm-linux-musleabi
QEMU     = qemu-arm -cpu arm926
PACKAGES = g++-arm-linux-gnueabi
SHA256   = none
SMALL    = -mthumb -fno-move-loop-invariants
# Thumb functions in one file and ARM ones in another are all the same to the linker, but not to -Wodr.
LINK     = -Wno-odr
