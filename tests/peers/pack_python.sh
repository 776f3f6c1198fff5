#!/bin/sh
# Random formats and values, packed and unpacked by Python's struct and by ours. Prints lines of
# "ok NAME", "FAIL NAME" and "skip NAME: why". SEED=N repeats a run, CASES=N sets its length.
command -v python3 >/dev/null || { echo "skip pack_python: no python3"; exit 0; }
cd "$(dirname "$0")/../.." || exit 1

exec python3 - <<'PYTHON'
import math, os, random, re, shlex, struct, subprocess, sys

SEED = int(os.environ.get("SEED", random.SystemRandom().randrange(10**6)))
CASES = int(os.environ.get("CASES", 3000))
HELPER = shlex.split(os.environ.get("QEMU", "")) + [os.environ["OUT"] + "/tests/packer"]
LARGEST = 65536
INTEGERS = {"b": 1, "h": 2, "i": 4, "l": 4, "q": 8}
REALS = {"e": (5, 10), "f": (8, 23), "d": (11, 52)}  # bits of exponent and fraction
dice = random.Random(SEED)
failed = False


def ask(questions):
    """The answers to a whole batch from one process, for qemu starts slowly."""
    batch = "".join(question + "\n" for question in questions).encode()
    done = subprocess.run(HELPER, input=batch, stdout=subprocess.PIPE)
    answers = done.stdout.decode().split("\n")[:-1]
    if done.returncode or len(answers) != len(questions):
        print(f"FAIL pack_python: {len(answers)} answers to {len(questions)} questions (seed {SEED})")
        sys.exit(1)
    return answers


def compare(name, cases):
    """Each case is a question and what Python says to it."""
    global failed
    cases = list(cases)
    wrong = 0
    for (question, expected), answer in zip(cases, ask([question for question, _ in cases])):
        if answer != expected and not (expected == "error" and answer.startswith("error: ")):
            wrong += 1
            if wrong <= 5:
                print(f"  {question!r}: Python {expected!r}, ours {answer!r}")
    refused = sum(expected == "error" for _, expected in cases)
    print(f"{'FAIL' if wrong else 'ok'} pack_python: {name} ({len(cases)} cases, {refused} of errors, seed {SEED})")
    failed |= wrong > 0


def is_native(text):
    return text[:1] not in ("=", "<", ">", "!")


def random_format(orders):
    """A format and its values: a letter and a length for each."""
    text = dice.choice(orders)
    letters = "xcbB?hHiIlLqQefdsp" + ("nN" if is_native(text) else "")
    values = []
    for _ in range(dice.randrange(7)):
        letter = dice.choice(letters)
        count = dice.choice([1, 1, 1, 0, 2, 3, 10, 17])
        if letter == "s" or letter == "p":
            count += dice.choice([0, 0, 0, 250])
        if letter == "p":
            count = max(count, 1)  # Python 3.11 cannot unpack 0p
        text += dice.choice(["", "", " ", "  "]) + (str(count) if count != 1 else dice.choice(["", "1"])) + letter
        values += [(letter, count)] if letter in "sp" else [(letter, 1)] * count if letter != "x" else []
    return text, values


def random_integer(letter, native):
    top = 1 << 8 * (struct.calcsize(letter) if native else INTEGERS[letter.lower()]) - letter.islower()
    low = -top if letter.islower() else 0
    if dice.random() < 0.9:
        return dice.randrange(low, top)
    number = dice.choice([low - 1, low, low + 1, -1, 0, 1, top - 1, top])
    return min(max(number, -1 << 63), (1 << 64) - 1)  # what the helper can hold


def random_real(letter):
    """A double: any, a special one, or of the field's range, there often near a tie."""
    exponent, fraction = REALS[letter]
    sign = dice.getrandbits(1) << 63
    kind = dice.choice(["any", "special", "near", "tie", "tie", "nearly"])
    if kind == "any":
        bits = dice.getrandbits(64)
    elif kind == "special":
        bits = sign | dice.choice([0, 1, 0x7ff << 52, 0x7ff8 << 48, (0x7ff << 52) - 1, (0x7ff << 52) + 1])
    else:
        reach = 1 << exponent - 1
        power = min(max(1023 + dice.randrange(-reach - fraction, reach + 2), 0), 2046)
        kept = max(0, min(fraction, fraction + power - 1023 + reach - 2))  # fewer for a subnormal
        bits = dice.getrandbits(52)
        if kind != "near" and kept < 52:
            bits = (bits >> (52 - kept) << 1 | 1) << (51 - kept)
        bits = (sign | power << 52 | bits) + (dice.choice([-1, 1]) if kind == "nearly" else 0)
    return struct.unpack("<d", struct.pack("<Q", bits))[0]


def random_value(letter, length, native):
    if letter in REALS:
        return random_real(letter)
    if letter == "?":
        return bool(dice.getrandbits(1))
    if letter in "csp":
        return dice.randbytes(1 if letter == "c" else max(0, length + dice.choice([0, 0, -1, -3, 1, 2])))
    return random_integer(letter, native)


def spelled(letters, values):
    def word(letter, value):
        if letter in REALS:
            return struct.pack(">d", value).hex()
        if isinstance(value, bytes):
            return re.sub(rb"[^a-zA-Z0-9]", lambda byte: b"%%%02x" % byte[0][0], value).decode()
        return str(int(value))
    return " ".join(word(letter, value) for (letter, _), value in zip(letters, values))


def comparable(text, letters, values):
    """Python 3.14 began to keep more of a NaN than 3.11 and ours; 3.11 lets f overflow, but only with @."""
    for (letter, _), value in zip(letters, values):
        if letter in ("e", "f") and math.isnan(value) and sys.version_info >= (3, 14):
            return False
        if letter == "f" and is_native(text) and 2.0**128 - 2.0**103 <= abs(value) < math.inf:
            return False
    return True


def or_error(function, *arguments):
    try:
        return function(*arguments)
    except (struct.error, OverflowError):
        return None


def pack_cases(orders):
    for _ in range(CASES):
        text, letters = random_format(orders)
        values = [random_value(letter, length, is_native(text)) for letter, length in letters]
        if comparable(text, letters, values):
            packed = or_error(struct.pack, for_python(text), *values)
            yield f"pack\t{text}\t{spelled(letters, values)}", "error" if packed is None else packed.hex()


def unpack_cases(orders):
    for _ in range(CASES):
        text, letters = random_format(orders)
        size = struct.calcsize(for_python(text))
        likely = dice.choice([range(256), [0, 0, 1, 0x7c, 0xfc, 0x7f, 0x80, 0xff]])  # the latter for odd reals
        packed = bytes(dice.choice(likely) for _ in range(size))
        if dice.random() < 0.1:
            yield f"unpack\t{text}\t{packed[1:].hex()}", "error" if size else ""
        values = struct.unpack(for_python(text), packed)
        if comparable(text, letters, values):
            yield f"unpack\t{text}\t{packed.hex()}", spelled(letters, values)


def format_cases(orders):
    """One character more, less or other than in a good format: still one, and how large?"""
    for _ in range(CASES):
        text, _ = random_format(orders)
        at = dice.randrange(len(text) + 1)
        text = text[:at] + dice.choice(["", *"xcBHqs0139 <>@=!-zn"]) + text[at + dice.getrandbits(1):]
        if is_native(text) and not same_machine:
            continue
        size = or_error(struct.calcsize, for_python(text))
        yield f"size\t{text}", "error" if size is None or size > LARGEST else str(size)


machine = ask(["machine"])[0]
same_machine = machine == f"{sys.byteorder} {struct.calcsize('l')} {struct.calcsize('b0q')}"


def for_python(text):
    """= means the order of the machine that asks; the helper's may be another one."""
    return text.replace("=", "<" if machine.startswith("little") else ">")


portable = ["=", "<", ">", "!"]
compare("packs", pack_cases(portable))
compare("unpacks", unpack_cases(portable))
compare("measures", format_cases(portable))
if same_machine:
    compare("packs natively", pack_cases(["", "@"]))
    compare("unpacks natively", unpack_cases(["", "@"]))
    compare("measures natively", format_cases(["", "@"]))
else:
    print("skip pack_python: native formats: Python's machine is not the helper's")
sys.exit(failed)
PYTHON
