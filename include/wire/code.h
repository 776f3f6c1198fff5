// Secrets as people carry them: one-time codes, and what a key file holds.
//
//     k7m4-2pqx-9wtn-3hjd-c        80 bits in 16 letters, and a check letter
//
// A letter stands for 5 bits, the first letter for the first of them, in Crockford's base32: digits
// and letters but for i, l, o and u. The 17 letters are the coefficients, highest first, of a
// polynomial over GF(32) = GF(2)[x]/(x^5 + x^2 + 1) that is zero at x. So every wrong letter is found
// out, and every swap of two that differ.
#pragma once

#include "crypto/key.h"

constexpr size_t kCodeSize       = 10;  // bytes that a code is made of
constexpr size_t kCodeLetters    = 21;  // with the dashes
constexpr size_t kLongestKeyFile = 64;  // bytes

// Writes the code of kCodeSize random bytes to the front of `to`, kCodeLetters of it.
void write_code(Span<char> to, Bytes bits);

// The key that a code stands for at both ends: HKDF-Extract with SHA-256 (RFC 5869) of its bits, the
// salt being "sixpack one-time code 1". False, and `to` untouched, when `code` is none. It may be in
// either case, with dashes and spaces anywhere or none; i and l are read as 1, o as 0.
bool key_of_code(Key &to, Text code);

// The key that a key file means. 32 bytes are the key itself, whatever they look like; all else is a
// line of base64 or a code, with any white space behind it. False where it is neither, as a
// passphrase is: that can be guessed.
bool key_of_file(Key &to, Bytes content);
