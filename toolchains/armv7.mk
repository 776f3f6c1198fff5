# Cortex-A routers, Raspberry Pi 2 and later on a 32-bit system
COMPILER = arm-linux-gnueabi-
FLAGS    = -march=armv7-a+fp -mthumb
MUSL     = arm-linux-musleabi
QEMU     = qemu-arm -cpu cortex-a7
PACKAGES = g++-arm-linux-gnueabi
SHA256   = none
SMALL    = -fno-move-loop-invariants -fno-schedule-insns2 -fno-caller-saves
