# Builds the tools into out/ARCH, static with musl. Needs GNU make and g++: toolchains/setup installs what is missing.
#   make | make ARCH=armv7 | make all-arch | make CROSS_COMPILE=arm-linux-musleabihf-        V=1 shows the commands
#   make test | test-armv7 | demo | fuzz SECONDS=30 | bench | tidy | reproducible | size | install | uninstall | clean
TOOLS    = tcpup httpget tcpchat udpchat
ROOMS    = words crypto wire system link face
TARGETS := $(basename $(notdir $(wildcard toolchains/*.mk)))
PREFIX  ?= /usr/local
HOSTCXX ?= c++
SECONDS ?= 30
Q       := $(if $V,,@)
all:

# CC, LINKER, COMPILE, SYSROOT, QEMU and OUT for this ARCH or this compiler.
include toolchains/compiler.make

PAGES   := $(if $(shell command -v $(HOSTCXX) 2>/dev/null),$(TOOLS:%=$(OUT)/%.1))
all: $(TOOLS:%=$(OUT)/%) $(PAGES)
	@$(if $(PAGES),,echo "no $(HOSTCXX) for this machine: built without manual pages (HOSTCXX=...)")

ifdef SYSROOT
$(LIBC): toolchains/get $(wildcard toolchains/$(ARCH).mk)
	$(Q)toolchains/get $(notdir $(SYSROOT))
endif

# Changed flags rebuild everything.
$(OUT)/flags: always
	@mkdir -p $(@D)
	@echo '$(COMPILE) / $(LINKER)' | cmp -s - $@ || echo '$(COMPILE) / $(LINKER)' >$@

# The file's name as random seed makes LTO's section names the same every time.
$(OUT)/obj/%.o: %.cpp $(LIBC) $(OUT)/flags
	@mkdir -p $(@D)
	@echo "  compile $<"
	$(Q)$(COMPILE) -frandom-seed=$< -MMD -MP -c -o $@ $<
$(OUT)/obj/tests/%.o: private LANGUAGE += -Itests

# One library for all tools; the linker takes what a tool names. The target file chooses the SHA-256 for its processor.
objects  = $(patsubst %.cpp,$(OUT)/obj/%.o,$(wildcard $1))
CORE    := src/crypto/cpu/sha256_$(SHA256).cpp $(foreach room,$(ROOMS),src/$(room)/*.cpp) src/tools/chat_*.cpp
$(OUT)/core.a: $(call objects,$(CORE))
	$(Q)rm -f $@ && $(AR) crD $@ $^

# A toolchain's own static-pie can be a dynamic program (Debian's for ARM, MIPS and RISC-V), and Debian's libgcc for MIPS has
# instructions that a router's CPU lacks: look at what came out before it gets its name.
define link
	@mkdir -p $(@D)
	@echo "  link $@"
	$(Q)$(LINKER) -o $@.new $(CRT1) $(filter %.o %.a,$^) $(LIBS) -Wl,--start-group -lc -lgcc -Wl,--end-group
	$(Q)$(call binutil,readelf) -lWd $@.new >$@.elf && ! grep -E 'INTERP|NEEDED|TEXTREL' $@.elf
	$(if $(findstring soft-float,$(FLAGS)),$(if $(filter $(TOOLS),$(@F)),$(Q)$(call binutil,objdump) -d $@.new >$@.elf && ! grep '\$$f[0-9]' $@.elf))
	$(Q)$(STRIP) -s -R .comment $@.new
	$(Q)rm $@.elf && mv $@.new $@
endef
.SECONDEXPANSION:
$(TOOLS:%=$(OUT)/%): $(OUT)/%: $$(call objects,src/tools/$$*.cpp src/tools/$$*_*.cpp) $(OUT)/core.a
	$(link)

# The manual page comes from the tool's own option table, printed by a program for the machine that builds.
$(OUT)/host/%-manual: src/tools/%_options.cpp $(wildcard src/face/manual/*.cpp src/words/*.cpp) \
                      $(addprefix src/face/,page.cpp help.cpp options.cpp) $(wildcard include/*/*.h)
	@mkdir -p $(@D)
	$(Q)$(HOSTCXX) $(LANGUAGE) -o $@ $(filter %.cpp,$^)
$(OUT)/%.1: $(OUT)/host/%-manual
	$(Q)$< >$@

# test, bench, demo, fuzz, tidy and reproducible
include tests/checks.make

# A compiler in the environment is for this machine, so it must not decide for the others.
EACH     = env -u CC -u CXX -u CROSS_COMPILE $(MAKE) --no-print-directory
all-arch: $(TARGETS:%=all-%)
$(TARGETS:%=all-%): all-%:
	+$(Q)$(EACH) ARCH=$* all
# Another machine is tested against this one, too.
$(TARGETS:%=test-%): test-%: $(filter all-$(NATIVE),$(TARGETS:%=all-%))
	+$(Q)$(EACH) ARCH=$* test

size:
	@printf '%-10s' ''; printf '%10s' $(TOOLS); echo
	@for a in $(TARGETS); do printf '%-10s' $$a; \
	    for t in $(TOOLS); do printf '%10s' "$$(cat out/$$a/$$t 2>/dev/null | wc -c)"; done; echo; done

install: all
	install -d $(DESTDIR)$(PREFIX)/bin $(DESTDIR)$(PREFIX)/share/man/man1
	install -m 755 $(TOOLS:%=$(OUT)/%) $(DESTDIR)$(PREFIX)/bin
	$(if $(PAGES),install -m 644 $(PAGES) $(DESTDIR)$(PREFIX)/share/man/man1)
uninstall:
	rm -f $(TOOLS:%=$(DESTDIR)$(PREFIX)/bin/%) $(TOOLS:%=$(DESTDIR)$(PREFIX)/share/man/man1/%.1)
clean:
	rm -rf $(filter-out out/sysroot,$(wildcard out/*))
distclean:
	rm -rf out

.PHONY: all always test bench cost demo fuzz tidy reproducible all-arch size install uninstall clean distclean $(TARGETS:%=all-%) $(TARGETS:%=test-%)
.SECONDARY:
.DELETE_ON_ERROR:
-include $(shell find $(OUT)/obj out/fuzz/obj -name '*.d' 2>/dev/null)
