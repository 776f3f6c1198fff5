// Decompression of what HTTP calls gzip and deflate (RFC 9110, section 8.4.1), as it arrives, into
// a window lent by the caller, from which he writes it out: nothing is copied twice.
//
//     gzip     := member member* zero*                                       RFC 1952
//     member   := 1f 8b | method u8 = 8 | flags u8 | mtime u32 | extra flags u8 | system u8
//                 | extra: length u16, bytes | name ... 0 | comment ... 0 | header CRC u16
//                 | block* | CRC-32 u32 | size u32           (little-endian; flags: which are there)
//     zlib     := method u8 = x8 | flags u8 | block* | Adler-32 u32 (big-endian)        RFC 1950
//     block    := last 1 bit | type 2 bits | ...                                        RFC 1951
//       0, stored:  up to the next byte | length u16 | ~length u16 | bytes
//       1, fixed:   symbols of a code known to both sides
//       2, dynamic: two codes, themselves compressed | symbols
//
// A symbol is a byte, the end of the block, or how many bytes to copy; then a distance follows, how
// far back in the last 32 KB they are.
#pragma once

#include "wire/huffman.h"
#include "words/crc32.h"
#include "words/result.h"

constexpr size_t kInflateWindow = 32768;

enum class Coding : uint8_t {
    gzip,
    deflate,  // by its name zlib, but some servers send the blocks alone; the first two bytes tell
};

class Inflater {
public:
    // `window` of kInflateWindow bytes is lent for the life of this object. No more than `limit` bytes
    // will come out, however many the input promises.
    Inflater(Space window, Coding coding, uint64_t limit);

    // Takes from the front of `input` and gives what came of it, a piece of the window that is valid
    // until the next call. To be called until it took all and gave nothing. Fails with
    // Exit::protocol where the input is not of its format or passes the limit, and with
    // Exit::verification where a checksum or size differs.
    Error next(Bytes &input, Bytes &output);

    // After all input: fails with Exit::protocol where it ended too early. Input of no bytes did.
    Error finish() const;

private:
    enum class Stage : uint8_t {
        gzip_head,      // up to the system
        extra_size,
        extra,
        name,
        comment,
        header_crc,
        zlib_head,
        block,          // last and type
        stored_size,
        stored,
        code_sizes,     // how many lengths a dynamic block gives
        code_lengths,   // of the code that the lengths are in
        lengths,
        symbol,
        distance,
        distance_bits,  // its low bits, which are not in a code
        copy,
        trailer,
        between,        // after a member of gzip
        padding,        // zeros
        end,            // of zlib, or of blocks alone
    };
    enum class Check : uint8_t { none, adler32, crc32 };

    Error step();
    Error gzip_head();
    Error extra_size();
    Error extra();
    Error text(unsigned flag, Stage after);
    Error header_crc();
    Error zlib_head();
    Error trailer();
    Error between();
    Error padding();
    Error end();
    Error match(bool matches, Stage after);

    Error block();
    Error end_block();
    Error stored_size();
    Error stored();
    Error fixed_codes();
    Error code_sizes();
    Error code_lengths();
    Error lengths();
    Error build_codes();
    Error symbols();
    Error symbol();
    Error distance();
    Error distance_bits();
    Error copy();

    Error    become(Stage stage);
    Error    wait();
    Error    full();
    bool     needs(unsigned bits);
    bool     gather(size_t size);
    void     check_output();
    uint16_t literals();

    // The window. Bytes from begin_ on go out at the end of the call, those from checked_ on are not
    // yet in the checksum, and the next one goes to at_, as long as that is less than end_.
    uint8_t *window_;
    size_t   begin_   = 0;
    size_t   checked_ = 0;
    size_t   at_      = 0;
    size_t   end_     = 0;

    uint64_t allowed_;   // bytes that may still come out, those not yet checked included
    uint64_t size_ = 0;  // of this member, without those not yet checked

    BitReader bits_;
    Stage     stage_;
    Check     check_      = Check::none;
    bool      waiting_    = false;  // for input, or until the window has been written out
    bool      last_block_ = false;
    uint8_t   flags_      = 0;      // of a gzip header
    unsigned  gathered_   = 0;      // bytes in field_
    uint8_t   field_[10];
    unsigned  left_     = 0;        // bytes of an extra field, a stored block or a copy; code_lengths
    unsigned  distance_ = 0;
    unsigned  low_bits_ = 0;        // of a distance, still to come
    uint32_t  adler_    = 1;
    Crc32     crc_;

    static constexpr size_t kLengthSymbols = 19;

    unsigned    literal_count_ = 0, distance_count_ = 0;  // lengths that a block gives
    unsigned    known_ = 0;                               // so many of them have come
    uint8_t     lengths_[320];
    HuffmanCode literal_code_, distance_code_;
};
