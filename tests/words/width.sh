#!/bin/sh
# Every assigned character's columns, as Python knows the Unicode data. Prints lines of "ok NAME", "FAIL NAME"
# and "skip NAME: why".
command -v python3 >/dev/null || { echo "skip width: no python3"; exit 0; }
cd "$(dirname "$0")/../.." || exit 1

exec python3 - <<'PYTHON'
import os, subprocess, sys, unicodedata

# Where terminals and the general categories disagree. The vowels and finals of Hangul are letters, and
# join the consonant before them; the rest are formatting characters that are seen: the soft hyphen, and
# marks that enclose or cover the digits and letters behind them (Prepended_Concatenation_Mark).
JOINING = [*range(0x1160, 0x1200), *range(0xd7b0, 0xd800)]
SEEN = [0xad, *range(0x600, 0x606), 0x6dd, 0x70f, 0x890, 0x891, 0x8e2, 0x110bd, 0x110cd]


def expected(code):
    if code in SEEN:
        return 1
    if code in JOINING or unicodedata.category(chr(code)) in ("Mn", "Me", "Cf"):
        return 0
    return 2 if unicodedata.east_asian_width(chr(code)) in "WF" else 1


version = unicodedata.unidata_version
if not "14" <= version < "15.2":
    print(f"skip width: Python knows Unicode {version}, the table is of 15.0")
    sys.exit()

runs = subprocess.run([os.environ["OUT"] + "/tests/columns"], stdout=subprocess.PIPE, check=True).stdout.split()
starts = [int(start, 16) for start in runs[::2]] + [0x110000]
wrong = checked = 0
for start, end, columns in zip(starts, starts[1:], map(int, runs[1::2])):
    for code in range(start, end):
        if unicodedata.category(chr(code)) in ("Cn", "Cs", "Cc", "Co"):
            continue
        checked += 1
        if columns != expected(code):
            wrong += 1
            if wrong <= 10:
                print(f"  U+{code:04X} {unicodedata.name(chr(code), '')}: {columns}, Python says {expected(code)}")
failed = wrong > 0 or checked < 140000
print(f"{'FAIL' if failed else 'ok'} width: {checked} characters of Unicode {version}, {wrong} wrong")
sys.exit(failed)
PYTHON
