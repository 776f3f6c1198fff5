# Which compiler, which musl, which flags: from what the user gave, what the machine has, and toolchains/ARCH.mk.
# In a target file: COMPILER is Debian's prefix, FLAGS hold for musl and for us, FIXED when not PIE, LINK when linking;
# MUSL is configure's --target, QEMU the emulator with the processor that is to be meant, PACKAGES what Debian calls the
# compiler, SHA256 the src/crypto/cpu file, PIE whether static-pie is worth its bytes. SMALL makes code smaller, by a second
# instruction set the processor has, or by leaving out what gcc wrongly takes for an improvement of -Oz there, as measured;
# not for src/crypto, where time counts.

# The compiler is the one given (CC, CXX, CROSS_COMPILE), else the one toolchains/ARCH.mk names. A given compiler decides ARCH
# and not the other way round, for OpenWrt sets both. Make predefines CC and CXX, hence origin.
given    = $(filter command environment override,$(origin $1))
cpu      = $(firstword $(subst -, ,$(shell $1 -dumpmachine 2>/dev/null || uname -m)))
arm      = $(if $(filter 4 5 6,$(shell echo __ARM_ARCH | $1 -E -P - 2>/dev/null)),armv5,armv7)
arch_of  = $(patsubst i%86,i686,$(if $(filter arm%,$(call cpu,$1)),$(call arm,$1),$(call cpu,$1)))
NATIVE  := $(call arch_of,cc)
OURS    := $(if $(CROSS_COMPILE)$(call given,CC)$(call given,CXX),,yes)
ifndef OURS
  CC    := $(or $(if $(call given,CC),$(CC)),$(if $(call given,CXX),$(subst c++,cc,$(subst g++,gcc,$(subst clang++,clang,$(CXX))))),$(CROSS_COMPILE)gcc)
  CXX   := $(or $(if $(call given,CXX),$(CXX)),$(if $(CROSS_COMPILE),$(CROSS_COMPILE)g++,$(CC)))
  override ARCH := $(call arch_of,$(CC))
endif
ARCH    ?= $(NATIVE)
OUT     := out/$(ARCH)
COMPILER = $(ARCH)-linux-gnu-
SHA256   = none
PIE      = no
FLAGS    =
FIXED    =
LINK     =
SMALL    =
QEMU     =
-include toolchains/$(ARCH).mk
RUNNER  := $(if $(filter $(ARCH),$(NATIVE)),,$(QEMU))
ifdef OURS
  # On the target itself the compiler may go without the prefix.
  CROSS := $(if $(filter $(ARCH),$(NATIVE)),$(shell command -v $(COMPILER)g++ >/dev/null && echo $(COMPILER)),$(COMPILER))
  CC    := $(CROSS)gcc
  CXX   := $(CROSS)g++
endif

# A compiler that already targets musl (Alpine's, OpenWrt's) is taken as it is; any other one works on a sysroot of our own.
FOREIGN := $(findstring musl,$(shell $(CC) -dumpmachine 2>/dev/null))
ifdef FOREIGN
  FLAGS  =
  FIXED  =
  LINK   =
  SMALL  =
  PIE    = no
endif
# static-pie (PIE = yes) where it is cheap, at most 2.6 KB; HARDEN=1 or HARDEN=0 overrules. It is proven static on all targets,
# and on none is it cheap for tcpup: x86_64 3.8 KB, aarch64 4.3, armv7 4.6, riscv64 5.1, armv5 6.4, s390x 6.6, i686 8.1,
# powerpc 8.8, mips 24, because position independence there needs a GOT everywhere.
PIE     := $(subst 0,no,$(subst 1,yes,$(or $(HARDEN),$(PIE))))
ifeq ($(PIE),yes)
  PLACED = -fPIE
  JOINED = -static-pie -Wl,--no-dynamic-linker
  CRT    = rcrt1.o
else
  PLACED = -fno-pie $(FIXED)
  JOINED = -static -no-pie
  CRT    = crt1.o
endif
ifndef FOREIGN
  SYSROOT := out/sysroot/$(ARCH)$(if $(filter yes,$(PIE)),-pie)
  LIBC    := $(SYSROOT)/recipe
  headers  = -nostdinc -isystem $(SYSROOT)/include -isystem $(shell $1 -print-file-name=include 2>/dev/null)
  HEADERS := $(call headers,$(CC))
  LIBS     = -L$(SYSROOT)/lib
endif

# What the sources rely on stands after the user's CXXFLAGS and LDFLAGS, in variables that no packager sets.
# clang 14 zeroes automatic variables only when told twice; its LTO would need a second linker; it grumbles at -no-pie, which
# Alpine's gcc needs because its -static means static-pie.
accepts  = $(if $(shell $(CC) $1 -Werror -fsyntax-only -xc /dev/null 2>&1 || echo no),,$1)
ZERO    := -ftrivial-auto-var-init=zero
ZERO    := $(or $(call accepts,$(ZERO)),$(call accepts,$(ZERO) -enable-trivial-auto-var-init-zero-knowing-it-will-be-removed-from-clang))
CLANGED := $(findstring clang,$(shell $(CC) --version 2>/dev/null))
LTO     := $(if $(CLANGED),,-flto)
# gcc takes any body shorter than a call for free to inline, and is wrong about which those are: 0.8 KB.
INLINE  := $(call accepts,--param=max-inline-insns-size=2)
# gcc 7 changed how ARM passes aligned pairs and says so at each of them, which is of no use to anybody here.
WARNINGS = -Wall -Wextra -Wno-psabi $(if $(WERROR),-Werror)
LANGUAGE = -std=c++20 -fno-exceptions -fno-rtti -fno-threadsafe-statics -nostdinc++ -Iinclude
CODE     = $(FLAGS) $(PLACED) $(LTO) $(INLINE) -ffunction-sections -fdata-sections -fno-asynchronous-unwind-tables \
           -fno-unwind-tables -fstack-protector $(ZERO) -ffile-prefix-map=$(CURDIR)=.
# -fstack-protector guards the frames with arrays, the only thing here that can overflow; -strong guards whoever takes an address
# as well, 2.3 KB more. gcc before 12 has no -Oz.
SIZE    := $(or $(call accepts,-Oz),-Os)
SMALL   := $(call accepts,$(SMALL))
COMPILE  = $(CXX) $(SIZE) $(SMALL) $(WARNINGS) $(CXXFLAGS) $(LANGUAGE) $(CODE) $(HEADERS)
# The C driver and nothing but crt1.o: a symbol of libstdc++ and a global that needs a destructor are link errors.
# RELRO and separate-code cost up to 100 KB of padding, and a static musl never applies RELRO. The small common page lets the
# data follow the code in the file at once, where ld would fill up to 4 KB to save a page of memory.
LINKER   = $(CC) $(SIZE) $(LDFLAGS) $(CODE) $(if $(CLANGED),-Wno-unused-command-line-argument,-flto-partition=one) $(LINK) $(JOINED) -nostdlib \
           -Wl,--gc-sections,--build-id=none,-z,norelro,-z,noseparate-code,-z,noexecstack,-z,common-page-size=64
CRT1    := $(if $(SYSROOT),$(SYSROOT)/lib/$(CRT),$(shell $(CC) -print-file-name=$(CRT) 2>/dev/null))
binutil  = $(shell $(CC) -print-prog-name=$1 2>/dev/null)
AR      := $(if $(call given,AR),$(AR),$(if $(LTO),$(subst gcc,gcc-ar,$(or $(lastword $(filter %gcc,$(CC))),gcc)),ar))
STRIP   := $(if $(call given,STRIP),$(STRIP),$(call binutil,strip))

$(OUT)/obj/src/crypto/%.o $(OUT)/obj/tests/%.o: private SMALL =
$(OUT)/obj/src/crypto/%.o: private SIZE = -Os
