// A tool that does not exist, with an option of every kind.
#pragma once

#include "face/manual.h"

struct SampleSettings {
    bool        quiet, verbose;
    uint8_t     family;
    uint32_t    port;
    Millis      patience;
    uint64_t    max_size;
    const char *directory;
    TextList    allowed;
};

inline SampleSettings sample_settings;

inline constexpr Option kSampleOptions[] = {
    beside(constant('4', "ipv4", &sample_settings.family, 4, "IPv4 only")),
    constant('6', "ipv6", &sample_settings.family, 6, "IPv6 only"),
    number('p', "port", "PORT", &sample_settings.port, 1, 65535, "the port (default 8889)"),
    text('d', "directory", "DIR", &sample_settings.directory, "where files go"),
    texts(0, "allow", "CIDR", &sample_settings.allowed, "let in these only; may be given again"),
    amount(0, "max-size", "BYTES", &sample_settings.max_size, "refuse larger files"),
    seconds('T', "timeout", "SECONDS", &sample_settings.patience, "give up after this much silence"),
    flag('q', "quiet", &sample_settings.quiet, "say nothing but errors"),
    flag('v', "verbose", &sample_settings.verbose, "say more"),
};

inline constexpr const char *kSampleUsage[] = {"[OPTION]... FILE... HOST[:PORT]", "-l [OPTION]..."};

inline constexpr Program kSample = {"sample", "1.0", "send what was never there", kSampleUsage,
                                    kSampleOptions};
