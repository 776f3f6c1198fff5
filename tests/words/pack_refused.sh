#!/bin/sh
# Each wrong use of pack and unpack is refused by the compiler, in words. Prints lines of
# "ok NAME", "FAIL NAME" and "skip NAME: why".
CXX=${CXX:-c++}
command -v "${CXX%% *}" >/dev/null || { echo "skip pack_refused: no $CXX"; exit 0; }
cd "$(dirname "$0")/../.." || exit 1
status=0

compile()
{
    $CXX -std=c++20 -nostdinc++ -Iinclude -fsyntax-only -x c++ - 2>&1 <<SOURCE
#include "words/pack.h"
bool use(Space out, Bytes in, uint8_t &b, uint16_t &h) { $1; return out.size + in.size + b + h; }
SOURCE
}

takes()
{
    if said=$(compile "$1"); then echo "ok pack_refused: takes $1"
    else echo "FAIL pack_refused: takes $1"; echo "$said"; status=1; fi
}

refuses()
{
    if ! said=$(compile "$1") && echo "$said" | grep -q "$2"; then echo "ok pack_refused: refuses $1"
    else echo "FAIL pack_refused: refuses $1"; echo "$said"; status=1; fi
}

takes   'pack<"<BH">(out, b, h)'
takes   'pack<"<HH">(out, b, h)'
refuses 'pack<"<BB">(out, b, h)'         "not of its letter's kind, or is wider"
refuses 'pack<"<B">(out, 1)'             "not of its letter's kind, or is wider"
refuses 'pack<"<b">(out, b)'             "not of its letter's kind, or is wider"
refuses 'pack<"<B">(out, "text")'        "not of its letter's kind, or is wider"
refuses 'pack<"<BH">(out, b)'            'one argument for each value'
refuses 'pack<"<B">(out, b, h)'          'one argument for each value'
refuses 'pack<"<BP">(out, b, h)'         'a letter that is unknown'
refuses 'pack<"<Bn">(out, b, h)'         'a letter that is unknown'
refuses 'pack<"<BH3">(out, b, h)'        'without a letter behind it'
refuses 'pack<"99999999999x">(out)'      'larger than kLargestLayout'
refuses 'return packed_size<"Z">'        'a letter that is unknown'

takes   'return unpack<"<BH">(in, b, h)'
refuses 'return unpack<"<HH">(in, b, h)' "not of its letter's type"
refuses 'return unpack<"<B">(in, b, h)'  'one variable for each value'
exit $status
