#!/bin/sh
# The power goes at many points of an upload to an ext4 of its own. After the restart the final name
# holds nothing or the whole file, and the whole file where the sender had been told so; what is
# left does not keep the next attempt from succeeding. Needs root and a loop device.
set -u
tests=$(cd "$(dirname "$0")/.." && pwd)
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"

mkdir disk in
truncate -s 24M image
mkfs.ext4 -q -F image 2>/dev/null && mount -o loop image disk 2>/dev/null && "$OUT/tests/powercut" disk || {
    umount disk 2>/dev/null
    echo "skip powercut: no ext4 on a loop device to cut the power of"
    exit 0
}
umount disk
trap 'stop_all; umount disk 2>/dev/null' EXIT
letters 3000000 >file
status=0

# cut_at COUNT: the power goes when the receiver has told the sender of so much, or at the end.
cut_at() {
    mount -o loop image disk || return 1
    rm -rf disk/in && mkdir disk/in && sync
    serve receiver "$OUT/tcpup" -l --open localhost:0 -d disk/in
    "$OUT/tcpup" -q --rate 20M file "127.0.0.1:$PORT" 2>sender.log &
    sender=$!
    [ "$1" = end ] || within 5 part_holds "$1"
    [ "$1" != end ] || wait $sender
    "$OUT/tests/powercut" disk
    kill $server 2>/dev/null
    wait $server 2>/dev/null
    wait $sender 2>/dev/null
    sent=$?
    [ "$1" != end ] || sent=0
    umount disk && mount -o loop image disk || return 1
    judge "$1" $sent
    serve receiver "$OUT/tcpup" -l -f --open localhost:0 -d disk/in
    "$OUT/tcpup" -q file "127.0.0.1:$PORT" && cmp -s file disk/in/file || {
        echo "FAIL powercut at $1: the next attempt"
        status=1
    }
    stopped
    umount disk
}

# part_holds BYTES: the part file has grown so far, or has got its name.
part_holds() {
    [ -e disk/in/file ] || [ "$(stat -c %s disk/in/.file.part-0 2>/dev/null || echo 0)" -ge "$1" ]
}

judge() {
    if [ -e disk/in/file ] && ! cmp -s file disk/in/file; then wrong="half a file"
    elif [ "$2" = 0 ] && [ ! -e disk/in/file ]; then wrong="sent, but not there"
    else
        echo "ok powercut at $1"
        return
    fi
    echo "FAIL powercut at $1: $wrong"
    status=1
}

for point in 1 400000 1200000 2000000 2900000 3000000 end; do
    cut_at $point || { echo "FAIL powercut at $point: no disk"; status=1; }
done
exit $status
