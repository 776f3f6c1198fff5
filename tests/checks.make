# How the Makefile checks what it builds: tests, fuzzing, a second compiler, a second build.

UNIT    := $(call objects,tests/unit.cpp $(ROOMS:%=tests/%/*_test.cpp))
HELPERS := $(patsubst tests/helpers/%.cpp,$(OUT)/tests/%,$(wildcard tests/helpers/*.cpp))
$(OUT)/tests/unit: $(UNIT) $(OUT)/core.a
	$(link)
$(HELPERS): $(OUT)/tests/%: $$(call objects,tests/helpers/$$*.cpp tests/helpers/$$*/*.cpp) $(OUT)/core.a
	$(link)

# gcc 12 for MIPS gets the terminal's model wrong when it is to be small.
$(OUT)/obj/tests/face/screen_session_test.o: private SIZE = -O1

# Of all headers of this machine valgrind's alone, which only adds instructions that do nothing.
ifndef RUNNER
$(OUT)/obj/tests/helpers/constant_time.o: private LANGUAGE += -idirafter /usr/include
endif

test bench demo: export OUT := $(OUT)
test bench demo: export ARCH := $(ARCH)
test bench demo: export QEMU := $(RUNNER)
test: all $(OUT)/tests/unit $(HELPERS)
	@tests/run
demo: all $(HELPERS)
	@tests/demo
bench: all $(HELPERS) cost
	@tests/bench/all

# What every tool with keys, and with names of hosts, has in it: the bytes of these files, without the
# link-time optimization that takes some of them away.
KEYS  := $(wildcard $(addprefix src/,crypto/chacha*.cpp crypto/poly1305.cpp crypto/hkdf.cpp crypto/key.cpp crypto/x25519.cpp wire/noise.cpp wire/seal.cpp wire/code.cpp \
    words/base64.cpp system/random.cpp system/keyfile.cpp system/own_address.cpp link/channel.cpp face/ask.cpp face/keys.cpp))
NAMES := $(wildcard $(addprefix src/,wire/dns.cpp wire/lookup.cpp words/scan.cpp system/lines.cpp system/resolve*.cpp system/services.cpp))
cost: $(LIBC) $(OUT)/flags
	@for part in "keys $(KEYS)" "names $(NAMES)"; do set -- $$part; $(COMPILE) -fno-lto -r -nostdlib -o $(OUT)/cost.o $${part#* } && \
	    echo "$(ARCH): $$1: $$($(call binutil,size) $(OUT)/cost.o | awk 'END { print $$1 + $$2 }') bytes"; done; rm -f $(OUT)/cost.o

# libFuzzer and the sanitizers need the machine's own libc; our code still does without libstdc++.
CLANG   ?= clang++
FUZZ     = $(CLANG) -g -O1 -fsanitize=fuzzer,address,undefined -fno-sanitize-recover=all
FUZZERS := $(patsubst tests/fuzz/%.cpp,out/fuzz/%,$(wildcard tests/fuzz/*.cpp))
out/fuzz/obj/%.o: %.cpp
	@mkdir -p $(@D)
	$(Q)$(FUZZ) $(WARNINGS) $(LANGUAGE) -Itests -MMD -MP -c -o $@ $<
$(FUZZERS): out/fuzz/%: out/fuzz/obj/tests/fuzz/%.o $(patsubst %.cpp,out/fuzz/obj/%.o,$(wildcard $(CORE)))
	$(Q)$(FUZZ) -o $@ $^
FUZZED  := $(FUZZERS:out/fuzz/%=fuzz-%)
.PHONY: $(FUZZED)
fuzz: $(FUZZED)
$(FUZZED): fuzz-%: out/fuzz/%
	@echo "  fuzz $* for $(SECONDS) s"; \
	    mkdir -p out/fuzz/corpus/$*; seeds=tests/fuzz/corpus/$*; [ -d $$seeds ] || seeds=; \
	    out/fuzz/$* -max_total_time=$(SECONDS) -verbosity=0 -print_final_stats=1 -artifact_prefix=out/fuzz/$*- \
	        out/fuzz/corpus/$* $$seeds

# A second compiler's opinion of every source, and of every header alone.
PARSE    = $(CLANG) -Wall -Wextra -Werror $(LANGUAGE) -Itests $(call headers,$(CLANG)) -fsyntax-only
SOURCES := $(wildcard $(CORE) src/face/manual/*.cpp src/tools/*.cpp tests/*.cpp tests/*/*.cpp tests/*/*/*.cpp)
tidy: $(LIBC)
	$(Q)for f in $(SOURCES); do $(PARSE) $$f || bad=1; done; \
	    for f in $(wildcard include/*/*.h tests/*.h tests/*/*.h tests/*/*/*.h); do $(PARSE) -x c++ -include $$f /dev/null || bad=1; done; \
	    [ -z "$$bad" ] && echo "no warnings from $(CLANG)"

# A copy in a directory of another length, with a libc of its own, has to come out the same to the last bit.
reproducible: all
	$(Q)rm -rf out/elsewhere && mkdir -p out/elsewhere/copy/tests out/elsewhere/copy/out/sysroot
	$(Q)cp -R Makefile include src toolchains out/elsewhere/copy && cp tests/checks.make out/elsewhere/copy/tests
	$(Q)cp out/sysroot/*.gz out/elsewhere/copy/out/sysroot
	$(Q)$(MAKE) --no-print-directory -C out/elsewhere/copy ARCH=$(ARCH)
	$(Q)for f in $(TOOLS:%=$(OUT)/%) $(PAGES); do cmp $$f out/elsewhere/copy/$$f || exit 1; done; echo "$(ARCH): bit-identical"

