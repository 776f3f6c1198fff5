#!/bin/sh
# What somebody on the way between two tcpups with the same key can learn, and what he can do: a
# relay (tests/helpers/relay.cpp) writes down all that passes, changes single bits, or cuts. Prints
# lines of "ok NAME" and "FAIL NAME". With an emulator, at a third of the places.
set -u
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$OLDPWD/tests/cli/lib"
trap stop_all EXIT
unset SIXPACK_KEY
tcpup="$QEMU $OUT/tcpup"
relay="$QEMU $OUT/tests/relay"
lanes=8
[ "$QEMU" ] && every=3 || every=1
status=0

report() {
    if [ "$2" = 0 ]; then echo "ok sealed: $1"
    else echo "FAIL sealed: $1"; cat ./*.log; status=1; fi
}

# through LANE WORDS COMMAND...: the command, with the port of a relay that does as the words say on
# the way to $PORT behind it. Its exit code; what passed is in LANE.up and LANE.down.
through() {
    lane=$1 words=$2
    shift 2
    [ -p "$lane.ready" ] || mkfifo "$lane.ready"
    # shellcheck disable=SC2086 # words are words
    $relay "$PORT" $words record "$lane.up" "$lane.down" 2>"$lane.ready" &
    read -r ready <"$lane.ready"
    timeout 30 "$@" "127.0.0.1:${ready##*:}" 2>"$lane.said"
    code=$?
    wait $!
    return $code
}

# What is looked for: a name, and a content that says the same again and again.
name=a-name-to-be-found
yes a-content-to-be-found | head -c 40000 >$name
$tcpup --genkey key 2>key.log

holds() { cat "$2.up" "$2.down" | grep -aqF "$1"; }
size() { wc -c <"$1" | tr -d ' '; }

# Whole lines of 16 bytes, from behind the opening.
blocks() { tail -c +9 "$1" | od -An -v -tx1 | awk 'NF == 16'; }

mkdir open.in keyed.in
serve open $tcpup -l -4 -f --open localhost:0 -d open.in
through plain '' $tcpup $name && holds a-name plain && holds a-content plain && cmp $name open.in/$name
report "without a key, name and content can be read on the way" $?
rm open.in/*
through misled '' $tcpup -k key $name
[ $? = 5 ] && ! holds a-name misled && [ -z "$(ls -A open.in)" ]
report "a receiver without a key does not learn the name from a sender with one" $?
stopped

serve keyed $tcpup -l -4 -f -k key localhost:0 -d keyed.in
through first '' $tcpup -k key $name && cmp $name keyed.in/$name && through second '' $tcpup -k key $name
report "with a key, an upload through a relay" $?
! holds a-name first && ! holds a-content first
report "neither the name nor the content can be read on the way" $?
for stream in first.up first.down second.up second.down; do blocks $stream; done | sort >blocks
[ "$(size blocks)" -gt 200000 ] && [ -z "$(uniq -d blocks)" ]
report "no 16 bytes come twice, not even when the same is sent again" $?

# What was recorded is genuine up to the key of the first record, which depends on both sides.
rm keyed.in/*
$QEMU "$OUT/tests/peer" connect "$PORT" send "$(head -c 1000 first.up | od -An -v -tx1 | sed 's/ /\\x/g' | tr -d '\n')" hold 2>peer.log &&
    within 20 grep -q 'closed .* changed on the way' keyed.log && [ -z "$(ls -A keyed.in)" ]
report "an upload that is sent again by somebody else comes to nothing" $?
$tcpup --genkey other 2>other.log
through stranger '' $tcpup -T 1 -k other $name
[ $? = 5 ] && [ ! -s stranger.down ] && ! holds a-name stranger
report "with another key, neither side tells the other anything" $?
# In a session of its own there is no terminal, where a person would be asked for a code.
through nobody '' setsid $tcpup $name
[ $? = 6 ] && [ ! -s nobody.down ] && ! holds a-name nobody && [ -z "$(ls -A keyed.in)" ]
report "nor does it without one" $?

# Where things are, in bytes, as wire/seal.h, wire/frame.h and wire/offer.h have it. Data goes in
# records of at most 16384 bytes. News of progress comes at times of its own, so for streams going
# down an earlier attempt has left everything but the name: then there is no progress.
opening=56
record=$((2 + 16 + 16))
last=18
offer=$((record + 8 + 24 + 6))
start=$((record + 8 + 8))
data=$((3 * record + 8 + 40000))
prefix=$((record + 8 + 8 + 32))  # accept, end, receipt
starting=$((opening + offer))
sending=$((starting + start))
ending=$((sending + data))
up=$((ending + prefix + last))
receipt=$((opening + prefix))
down=$((receipt + prefix + last))
through up '' $tcpup -k key -n n00000 $name
cp $name keyed.in/.n00001.part-0
through down '' $tcpup -k key -n n00001 $name && grep -q 'were there already' down.said &&
    [ "$(size up.up) $(size down.down)" = "$up $down" ]
report "the streams have the sizes that are specified" $?
stopped

# sweep WHAT RELAY FROM TO STEP SECONDS OUTCOME: attempts with the relay doing that at every STEPth
# place, the sender's patience, and what has to come of it: the sender's exit code; whether the
# receiver has spoken, was silent to the end of that patience, or closed the connection without a
# word; and what is under the name in the end.
sweep() {
    awk -v what="$1" -v relay="$2" -v from="$3" -v to="$4" -v step="$(($5 * every))" -v rest="$6|$7" 'BEGIN {
        flip = relay ~ /flip/
        for (at = from + 0; at < to; at += step)
            print what "|" relay, flip ? 8 * at + at % 8 : at, "|" rest
    }' >>plan
}

# A receiver says nothing to a message 1 that is not genuine: its sender has to give up by itself. Of
# records that are not genuine it tells the sender, and closes. What the sender itself finds changed is
# a failed verification, too, and without a receipt that holds even where the file is there, which the
# sender cannot know. The ends of the streams come behind it.
#     what is flipped              relay       from              to                 step  s  outcome
sweep "flip in message 1"          "up flip"   0                 $opening              1  1  "5 silent nothing"
sweep "flip to a plain opening"    "up flip"   40                41                    1 20  "5 closed nothing"
sweep "flip in the offer"          "up flip"   $opening          $starting             1 20  "5 spoken nothing"
sweep "flip in the start"          "up flip"   $starting         $sending              1 20  "5 spoken nothing"
sweep "flip in the data"           "up flip"   $sending          $ending             997 20  "5 spoken nothing"
sweep "flip in the digest"         "up flip"   $ending           $((up - last))        1 20  "5 spoken nothing"
sweep "flip in the end up"         "up flip"   $((up - last))    $up                   1 20  "0 spoken whole"
sweep "flip in message 2"          "down flip" 0                 $opening              1 20  "5 spoken nothing"
sweep "flip to a plain answer"     "down flip" 40                41                    1 20  "5 spoken nothing"
sweep "flip in the acceptance"     "down flip" $opening          $receipt              1 20  "5 spoken nothing"
sweep "flip in the receipt"        "down flip" $receipt          $((down - last))      1 20  "5 spoken whole"
sweep "flip in the end down"       "down flip" $((down - last))  $down                 1 20  "0 spoken whole"

# A connection that is cut is lost, and a receiver that was cut off before it could prove itself is
# not proven. A cut that leaves bytes unread is a reset, which is lost at any time.
#     what is cut                  relay       from               to                step  s  outcome
sweep "cut in message 1"           "up cut"    0                 $opening              5 20  "[45] closed nothing"
sweep "cut in the offer"           "up cut"    $opening          $sending              9 20  "[45] * nothing"
sweep "cut in the data"            "up cut"    $sending          $ending            2999 20  "4 spoken nothing"
sweep "cut in the digest"          "up cut"    $ending           $((up - last))        9 20  "4 spoken nothing"
sweep "cut behind the digest"      "up cut"    $((up - last))    $((up - last + 1))    1 20  "4 spoken whole"
sweep "cut in the end up"          "up cut"    $((up - last + 1)) $((up + 1))          4 20  "0 spoken whole"
sweep "cut in message 2"           "down cut"  0                 $opening              5 20  "[45] * nothing"
sweep "cut in the acceptance"      "down cut"  $opening          $((receipt + 1))      9 20  "4 spoken nothing"
sweep "cut in the receipt"         "down cut"  $((receipt + 1))  $((down - last))      9 20  "4 spoken whole"
sweep "cut in the end down"        "down cut"  $((down - last))  $((down + 1))         4 20  "0 spoken whole"

hundredths() { sed 's/ .*//; s/\.//' /proc/uptime; }

# What is under the name.
found() {
    [ -e "$1" ] || { echo nothing; return; }
    cmp -s $name "$1" && echo whole || echo "something else"
}

# lane N: every eighth line of the plan, with a receiver of its own, and in the end an upload that
# nobody disturbs. All names are of one length, so that all streams are.
lane() {
    lane=lane$1
    mkdir "$lane.in"
    serve "$lane" $tcpup -l -4 -k key localhost:0 -d "$lane.in" || return
    awk -v lane="$1" -v lanes="$lanes" '
        NR % lanes == lane { printf "n%05d|%s\n", NR, $0 }
        END { print "n99999|no harm, after all that||20|0 spoken whole" }' plan >"$lane.plan"
    while IFS='|' read -r file what words patience expected; do
        case $words in down*) cp $name "$lane.in/.$file.part-0" ;; esac
        begun=$(hundredths)
        through "$lane" "$words" $tcpup -q -k key -T "$patience" -n "$file" $name
        code=$?
        answer=closed
        [ $(($(hundredths) - begun)) -lt $((patience * 100 - 1)) ] || answer=silent
        [ ! -s "$lane.down" ] || answer=spoken
        echo "$file|$what|$words|$expected|$code $answer" >>"$lane.codes"
        [ $code != 124 ] || break
    done <"$lane.plan"
    stopped
    while IFS='|' read -r file what words expected outcome; do
        outcome="$outcome $(found "$lane.in/$file")"
        # shellcheck disable=SC2254 # a pattern
        case $outcome in $expected) verdict=ok ;; *) verdict=FAIL ;; esac
        echo "$file|$what|$verdict|$words: $outcome"
    done <"$lane.codes" >"$lane.verdicts"
}

running=
for number in $(seq 0 $((lanes - 1))); do
    lane "$number" &
    running="$running $!"
done
# shellcheck disable=SC2086 # a list
wait $running
sort lane*.verdicts | awk -F '|' -v lanes=$lanes '
    !count[$2]++ { names[++n] = $2 }
    $3 != "ok" { wrong[$2] = wrong[$2] "\n  " $4 }
    END {
        if (count["no harm, after all that"] != lanes) { print "FAIL sealed: a lane has ended early"; bad = 1 }
        for (i = 1; i <= n; i++) {
            name = names[i]
            print (wrong[name] ? "FAIL" : "ok") " sealed: " name " (" count[name] ")" wrong[name]
            bad = bad || wrong[name]
        }
        exit bad
    }' || status=1
exit $status
