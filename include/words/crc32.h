// CRC-32 as in gzip, PNG and Ethernet (RFC 1952, section 8): against faults of a line, not against
// people. Its tables take 4 KB and are made when they are needed, not kept in the program.
#pragma once

#include "words/span.h"

class Crc32 {
public:
    Crc32();

    void     update(Bytes more);
    void     restart() { state_ = UINT32_MAX; }
    uint32_t value() const { return ~state_; }  // of everything since the start; more may follow

private:
    uint32_t state_ = UINT32_MAX;
    uint32_t table_[4 * 256];  // [256 * n + byte]: what a byte leaves once n zeros have followed it
};
