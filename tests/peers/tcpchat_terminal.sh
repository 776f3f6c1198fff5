#!/bin/sh
# tcpchat at a real terminal, tmux's: what is on the screen while others talk, the window changes its size and
# the job is stopped, and that the terminal is afterwards what it was before. Prints lines of "ok NAME", "FAIL
# NAME" and "skip NAME: why".
set -u
tests=$PWD/tests
cd "$TMP" || exit 1
# shellcheck source=tests/cli/lib
. "$tests/cli/lib"
native || { echo "skip tcpchat_terminal: an emulator is too slow for a person"; exit 0; }
command -v tmux >/dev/null || { echo "skip tcpchat_terminal: no tmux"; exit 0; }
unset TMUX ENV
export LC_ALL=C.UTF-8
tmux() { command tmux -u -S "$TMP/tmux" -f /dev/null "$@"; }
trap 'tmux kill-server 2>/dev/null; stop_all' EXIT
tcpchat="$QEMU $OUT/tcpchat"
status=0

# window NAME COMMAND: a shell's, of 40 columns and 8 rows.
window() { tmux new-session -d -s "$1" -x 40 -y 8 "$2"; }
types() { tmux send-keys -t "$@"; }
screen() { tmux capture-pane -p -t "$1" 2>/dev/null; }
shows() { tmux capture-pane -p -J -t "$1" 2>/dev/null | grep -q -- "$2"; }

# ends_as NAME <<'END': the last rows of the screen come to be these.
ends_as() {
    cat >wanted
    rows=$(wc -l <wanted)
    within 20 looks "$1" || { screen "$1" >looks.log; return 1; }
}
looks() { screen "$1" | sed -e :a -e '/^\n*$/{$d;N;ba' -e '}' | tail -n "$rows" | cmp -s - wanted; }

# shellcheck disable=SC2016 # tmux expands it
cursor_is() { [ "$(tmux display-message -p -t bob '#{cursor_x},#{cursor_y}')" = "$1" ]; }

# resize NAME COLUMNS ROWS: and waits until the program can know. Meanwhile nobody could tell what is where.
resize() {
    tmux resize-window -t "$1" -x "$2" -y "$3"
    tty=$(tmux display-message -p -t "$1" '#{pane_tty}')
    size="$3 $2"
    within 20 is_told
}
is_told() { [ "$(stty size <"$tty")" = "$size" ]; }

report() {
    if [ "$2" = 0 ]; then echo "ok tcpchat_terminal: $1"
    else
        echo "FAIL tcpchat_terminal: $1"
        head -n 12 wanted looks.log room.log ./*.code
        status=1
    fi
}

# A room, on a port if need be, whose operator is a pipe: what is said there comes without names that join and leave.
open_room() {
    rm -f voice
    mkfifo voice
    exec 3<>voice
    serve room sh -c "exec $tcpchat -l --lines 0 127.0.0.1:${1-0} <voice"
    room=$server
}
say() { echo "$*" >&3; }

# It stays, and tmux with it.
window stays 'exec sleep 600' && within 20 shows stays '' ||
    { echo "skip tcpchat_terminal: tmux does not run here"; exit 0; }

open_room

# --- the line that is typed
window bob "PS1='\$ ' exec sh -i"
types bob "clear; $tcpchat -n bob 127.0.0.1:$PORT" Enter
within 20 shows bob '^bob>'
types bob -l 'half a li'
within 20 shows bob 'half a li'
say one
ends_as bob <<'END'
<server> one
bob> half a li
END
report "half a line survives one that comes in" $?

types bob -l 'ne, 漢字かな交じり文 wide'
say two
ends_as bob <<'END'
<server> one
<server> two
bob> half a line, 漢字かな交じり文 wide
END
report "so does one with wide characters" $?
types bob -l ' that goes on for longer than the window has columns, 漢字漢字漢字漢字'
say three
ends_as bob <<'END'
<server> two
<server> three
bob> half a line, 漢字かな交じり文 wide
that goes on for longer than the window
has columns, 漢字漢字漢字漢字
END
report "and one that is longer than the window" $?
types bob C-a
say four
ends_as bob <<'END'
<server> three
<server> four
bob> half a line, 漢字かな交じり文 wide
that goes on for longer than the window
has columns, 漢字漢字漢字漢字
END
within 20 cursor_is 5,5
report "with the cursor at its beginning" $?
types bob C-e
within 20 cursor_is 29,7

# --- the window
resize bob 60 8
say five
ends_as bob <<'END'
<server> four
<server> five
bob> half a line, 漢字かな交じり文 wide that goes on for lon
ger than the window has columns, 漢字漢字漢字漢字
END
report "a wider window" $?
resize bob 21 9
say six
ends_as bob <<'END'
<server> six
bob> half a line, 漢
字かな交じり文 wide t
hat goes on for longe
r than the window has
 columns, 漢字漢字漢
字漢字
END
report "a narrower one" $?
resize bob 40 8
types bob C-u
types bob -l 'short'
say seven
within 20 shows bob seven
types bob C-l
ends_as bob <<'END'
<server> seven
bob> short
bob> short
END
report "Ctrl-L draws the line anew" $?

# --- the job
types bob C-z
within 20 shows bob Stopped
say eight
types bob "fg" Enter
within 20 shows bob eight
screen bob | grep -v -e '^ ' -e Stopped | tail -n 2 >foreground.log
printf '%s\n' '<server> eight' 'bob> short' | cmp - foreground.log
report "after Ctrl-Z and fg the line is there, and what was said meanwhile" $?
types bob Enter
within 20 grep -q '^<bob> short$' room.out
report "it is said as it was typed" $?
types bob C-c
within 20 shows bob '^\$ *$' || types bob Enter
within 20 grep -q 'bob has left: quit' room.out
report "Ctrl-C leaves" $?
tmux kill-session -t bob

# --- the terminal afterwards
# sits NAME COMMAND: in a window of its own, with the terminal's settings before and after, and its exit code.
sits() {
    cat >"$1.sh" <<END
stty -a >$1.before.tty
sh -c 'echo \$\$ >$1.pid; $2'
echo \$? >$1.code
stty -a >$1.after.tty
: >$1.done
while read -r line; do echo "typed \$line"; done
END
    rm -f "$1.done"
    window "$1" "exec sh $1.sh"
    within 20 shows "$1" "^$3"
}
# But for its size, in the first line.
same_terminal() { sed 1d "$1.before.tty" >before && sed 1d "$1.after.tty" | cmp - before; }
# A shell that is read line by line shows what is typed.
is_restored() {
    within 20 [ -e "$1.done" ] && same_terminal "$1" && [ "$(cat "$1.code")" = "$2" ] &&
        types "$1" echoes Enter && within 20 shows "$1" '^typed echoes$'
}
over() {
    report "$1" "$2"
    tmux kill-session -t "$3"
}

member="exec $tcpchat -n carol 127.0.0.1:$PORT" host="exec $tcpchat -l -n carol 127.0.0.1:0"
for who in member host; do
    eval "command=\$$who"
    for key in C-c C-d /quit exit; do
        sits $who "$command" carol
        types $who "$key"
        case $key in /quit|exit) types $who Enter ;; esac
        is_restored $who 0
        over "the terminal is restored after $key of the $who" $? $who
    done
    for signal in TERM INT; do
        sits $who "$command" carol
        types $who -l 'half a'
        within 20 shows $who 'carol> half a'
        kill -s $signal "$(cat $who.pid)"
        is_restored $who 0
        over "and after SIG$signal" $? $who
    done
    sits $who "$command" carol
    kill -STOP "$(cat $who.pid)"
    kill -TERM "$(cat $who.pid)"
    kill -HUP "$(cat $who.pid)"
    kill -CONT "$(cat $who.pid)"
    within 20 [ -e $who.done ] && same_terminal $who
    over "and after two signals at once" $? $who
    sits $who "$command" carol
    pid=$(cat $who.pid)
    tmux kill-session -t $who
    within 20 gone "$pid"
    report "a $who whose terminal is gone is gone, too" $?
done

# --- the other side
sits member "exec $tcpchat --no-reconnect -n dave 127.0.0.1:$PORT" dave
types member -l 'half a'
within 20 shows member 'dave> half a'
server=$room
stopped
is_restored member 4 && shows member 'the server has ended it'
over "a server that ends, with --no-reconnect" $? member

open_room
sits member "exec $tcpchat -n dora 127.0.0.1:$PORT" dora
server=$room
stopped
within 20 shows member 'not connected'
for letter in s t i l l ' ' h e r e; do types member -l "$letter"; done
within 20 shows member 'dora> still here'
open_room "$PORT"
within 20 shows member 'connected again' && types member Enter && within 20 grep -q '^<dora> still here$' room.out
report "who types meanwhile need not wait for long until the server is back" $?
types member C-d
is_restored member 0
over "and is restored as well" $? member

open_room
sits member "exec env TERM=dumb $tcpchat -n erin 127.0.0.1:$PORT" erin
types member -l 'not garb'
within 20 shows member 'not garb'
say nine
types member -l 'led'
ends_as member <<'END'
<server> nine
erin> not garbled
END
report "a dumb terminal" $?
types member C-c C-c
is_restored member 0
over "is restored, too" $? member

sits member "stty rows 0 cols 0; exec $tcpchat -n fred 127.0.0.1:$PORT" fred
types member -l '80 columns'
within 20 shows member '80 columns'
say ten
ends_as member <<'END'
<server> ten
fred> 80 columns
END
over "a terminal that knows no size" $? member

# --- the operator's terminal
sits host "exec $tcpchat -v -l -n gina --per-address 1 --log /dev/full 127.0.0.1:0" gina
PORT=$(screen host | sed -n 's/.*listening on 127.0.0.1:\([0-9]*\)/\1/p')
types host -l 'half a li'
within 20 shows host 'half a li'
$QEMU "$OUT/tests/peer" connect "$PORT" until 'you are' send '/nick hugo\x0aare you there?\x0a' until gina until '' >hugo.out 2>hugo.log &
started="$started $!"
within 20 shows host 'are you there'
$tcpchat -n late "127.0.0.1:$PORT" </dev/null >late.out 2>late.log &
late=$!
within 20 shows host 'turned away'
kill $late
types host -l 'ne'
ends_as host <<'END'
gina> half a line
END
shows host '^<hugo> are you there?$' && shows host '^\*\*\* write /dev/full: no space left$' && ! shows host '^tcpchat: write'
report "words about the room do not garble the operator's line" $?
types host Enter
within 20 grep -q '^<gina> half a line$' hugo.out && within 20 shows host '^<gina> half a line$'
report "which the others hear, and is shown as they see it" $?
resize host 30 8
types host -l 'a line that is a little longer'
ends_as host <<'END'
gina> a line that is a little
longer
END
report "the operator's window has changed its size" $?
types host C-u /quit Enter
is_restored host 3
over "and is given back" $? host
exit $status
