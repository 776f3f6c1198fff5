#!/bin/sh
# What gzip, pigz and Python's zlib compress, decompressed by ours. Prints lines of "ok NAME",
# "FAIL NAME" and "skip NAME: why". SEED=N repeats a run, CASES=N sets the length of Python's part.
set -u
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$OLDPWD/tests/cli/lib"
inflate="$QEMU $OUT/tests/inflate"
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok inflate: $1"
    else echo "FAIL inflate: $1"; status=1; fi
}

# levels COMMAND: files of every kind at every level.
levels() {
    for level in 1 2 3 4 5 6 7 8 9; do
        for file in empty one text binary; do
            "$1" -$level -c $file >packed || return 1
            $inflate gzip pieces 4096 <packed | cmp - $file || return 1
        done
    done
}

try() {
    if ! command -v "$1" >/dev/null; then echo "skip inflate: $1: not here"; return; fi
    levels "$1"
    report "$1 at every level" $?
}

: >empty
printf a >one
letters 200000 >text
head -c 300000 "$OUT/tests/inflate" >binary

try gzip
try pigz

if command -v gzip >/dev/null; then
    { gzip -9 -c text; gzip -1 -c empty; gzip -c binary; head -c 500 /dev/zero; } >packed
    $inflate gzip pieces 1000 <packed >unpacked && cat text binary | cmp - unpacked
    report "files one behind the other, then zeros" $?

    # 50 MB out of 50 KB.
    head -c 50000000 /dev/zero | gzip -9 >packed
    $inflate gzip pieces 65536 1000000 <packed >unpacked 2>words
    [ $? = 7 ] && grep -q 'more .* than is allowed' words && [ "$(wc -c <unpacked)" -le 1000000 ]
    report "a bomb ends at the limit" $?

    letters 700 | gzip -9 >packed
    $inflate gzip flips <packed >words && grep -q ' 0 missed' words
    report "a flipped bit is noticed: $(cat words)" $?
    $inflate gzip splits <packed
    report "cut in two at every place" $?
fi

command -v python3 >/dev/null || { echo "skip inflate: Python's zlib: no python3"; exit $status; }
python3 - <<'PYTHON' || status=1
import os, random, shlex, struct, subprocess, sys, zlib

SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(10**6)))
CASES = int(os.environ.get("CASES", 60 if os.environ.get("QEMU") else 240))
HELPER = shlex.split(os.environ.get("QEMU", "")) + [os.environ["OUT"] + "/tests/inflate"]
SIZES = [0, 1, 2, 257, 258, 259, 32767, 32768, 32769, 65534, 65535, 65536, 98304, 200001]
STRATEGIES = [zlib.Z_DEFAULT_STRATEGY, zlib.Z_FILTERED, zlib.Z_HUFFMAN_ONLY, zlib.Z_RLE, zlib.Z_FIXED]
dice = random.Random(SEED)
failed = False


def report(name, fine):
    global failed
    print(f"{'ok' if fine else 'FAIL'} inflate: {name} (seed {SEED})")
    failed |= not fine


def ours(coding, packed, *command):
    done = subprocess.run(HELPER + [coding, *map(str, command)], input=packed, stdout=subprocess.PIPE, stderr=subprocess.PIPE)
    return done.returncode, done.stdout


def sample(size):
    kind = dice.choice(["noise", "few", "words", "zeros", "far"])
    if kind == "noise":
        return dice.randbytes(size)
    if kind == "few":
        return bytes(dice.choices(b"abcdefgh", weights=[2**i for i in range(8)], k=size))
    if kind == "words":
        words = [dice.randbytes(dice.randrange(1, 40)) for _ in range(60)]
        return b"".join(dice.choice(words) for _ in range(size))[:size]
    if kind == "far":  # copies from as far back as the window reaches
        block = dice.randbytes(dice.choice([32500, 32506, 32768]))
        return (block * (size // len(block) + 1))[:size]
    return bytes(size)


def compress(data, wrapper, level, strategy):
    """Flushed here and there, which ends blocks and adds empty stored ones."""
    machine = zlib.compressobj(level, zlib.DEFLATED, wrapper, dice.randrange(1, 10), strategy)
    packed = b""
    while data:
        count = dice.choice([len(data), dice.randrange(1, len(data) + 1)])
        packed += machine.compress(data[:count]) + machine.flush(dice.choice([zlib.Z_NO_FLUSH, zlib.Z_SYNC_FLUSH, zlib.Z_FULL_FLUSH]))
        data = data[count:]
    return packed + machine.flush()


def wrapped(data):
    """One random stream and its coding: gzip, zlib or blocks alone."""
    kind = dice.choice(["gzip", "deflate", "alone"])
    bits = dice.randrange(9, 16)
    wrapper = {"gzip": 16 + bits, "deflate": bits, "alone": -bits}[kind]
    packed = compress(data, wrapper, dice.randrange(10), dice.choice(STRATEGIES))
    return ("gzip" if kind == "gzip" else "deflate"), packed


def dressed(data):
    """gzip with everything its header can have."""
    flags = dice.randrange(32)
    head = bytes([0x1f, 0x8b, 8, flags]) + dice.randbytes(6)
    if flags & 4:
        extra = dice.randbytes(dice.choice([0, 1, 300]))
        head += struct.pack("<H", len(extra)) + extra
    if flags & 8:
        head += b"name" * dice.randrange(100) + b"\0"
    if flags & 16:
        head += "\u00fcber".encode("latin-1") + b"\0"
    if flags & 2:
        head += struct.pack("<H", zlib.crc32(head) & 0xffff)
    body = compress(data, -15, dice.randrange(10), dice.choice(STRATEGIES))
    return head + body + struct.pack("<II", zlib.crc32(data), len(data))


def same(coding, packed, data):
    piece = dice.choice([1, 3, 100, 4096, 1 << 20]) if len(packed) < 5000 else dice.choice([100, 4096, 1 << 20])
    return ours(coding, packed, "pieces", piece) == (0, data)


def all_settings():
    for level in range(10):
        for strategy in STRATEGIES:
            data = sample(dice.choice(SIZES))
            for coding, wrapper in ("gzip", 31), ("deflate", 15), ("deflate", -15):
                if not same(coding, compress(data, wrapper, level, strategy), data):
                    return False
    return True


def random_streams():
    for _ in range(CASES):
        data = sample(dice.choice(SIZES + [dice.randrange(100000)]))
        if not same(*wrapped(data), data):
            return False
    return True


def members():
    for _ in range(CASES // 4):
        parts = [sample(dice.choice(SIZES)) for _ in range(dice.randrange(1, 5))]
        if not same("gzip", b"".join(map(dressed, parts)) + bytes(dice.choice([0, 0, 1, 511])), b"".join(parts)):
            return False
    return True


def damaged():
    """Where Python sees an error, ours does; and where ours sees none, the bytes are Python's."""
    for _ in range(CASES):
        coding, packed = wrapped(sample(dice.choice([0, 1, 257, 3000])))
        broken = bytearray(packed)
        for _ in range(dice.randrange(3)):
            broken[dice.randrange(len(broken))] ^= 1 << dice.randrange(8)
        broken = bytes(broken[:dice.choice([len(broken), len(broken), dice.randrange(len(broken))])])
        if broken == packed:
            continue
        raw = coding == "deflate" and not (broken[:1] and broken[0] & 15 == 8 and broken[0] >> 4 <= 7 and
                                           int.from_bytes(broken[:2], "big") % 31 == 0)
        machine = zlib.decompressobj(-15 if raw else 31 if coding == "gzip" else 15)
        try:
            expected = machine.decompress(broken)
            valid = machine.eof and not machine.unused_data.strip(b"\0" if coding == "gzip" else b"")
        except zlib.error:
            valid = False
        code, data = ours(coding, broken, "pieces", 1000)
        if (code == 0) != bool(valid) or (valid and data != expected):
            print(f"  {coding} {broken.hex()}: {code}, Python {valid}")
            return False
    return True


def splits():
    for _ in range(max(2, CASES // 40)):
        coding, packed = wrapped(sample(dice.choice([1, 20, 300])))
        if ours(coding, packed, "splits")[0]:
            print(f"  {coding} {packed.hex()}")
            return False
    return True


def flips():
    """Of gzip alone: it is easy to find text whose Adler-32 survives an exchanged pair of letters."""
    for _ in range(max(2, CASES // 40)):
        packed = dressed(sample(dice.choice([1, 20, 300])))
        if ours("gzip", packed, "flips")[0]:
            print(f"  {packed.hex()}")
            return False
    return True


report("Python's zlib at all levels and strategies", all_settings())
report("streams with flushes, all sizes of memory and window", random_streams())
report("members with all there is in headers", members())
report("damaged streams", damaged())
report("streams cut in two at every place", splits())
report("streams with one bit flipped", flips())
sys.exit(failed)
PYTHON
exit $status
