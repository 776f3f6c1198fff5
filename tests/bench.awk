# The report of tests/bench, from its results: a table, and what became of the goals.
BEGIN { FS = "|"; gigabytes = mebibytes * 1048576 / 1e9 }

/^size / { size[substr($1, 6)] = $2; libraries[substr($1, 6)] = $3; order[++programs] = substr($1, 6); next }
/^sha256 / { accelerated = 1; next }
{
    if (!runs[$1]++) names[++count] = $1
    for (i = 2; i <= 6; i++) value[$1, i, runs[$1]] = $i
}

function sort(list, n,   i, j, kept) {
    for (i = 2; i <= n; i++) {
        kept = list[i]
        for (j = i - 1; j && list[j] > kept; j--) list[j + 1] = list[j]
        list[j + 1] = kept
    }
}

# Field `i` of a contender: its median; with `extreme` the least (1) or the most (-1).
function of(name, i, extreme,   n, k, list) {
    n = runs[name]
    if (!n) return 0
    for (k = 1; k <= n; k++) list[k] = value[name, i, k] + 0
    sort(list, n)
    if (extreme) return extreme > 0 ? list[1] : list[n]
    return n % 2 ? list[(n + 1) / 2] : (list[n / 2] + list[n / 2 + 1]) / 2
}

function both_ends(name) { return of(name, 3) + of(name, 4) }

# Megabytes a second, by the median.
function rate(name,   wall) { wall = of(name, 2); return wall ? gigabytes * 1000 / wall : 0 }

function row(name) {
    printf "%-24s %6.2f %6.2f %6.0f   %6.2f %8.2f %6.2f   %6d %8d\n", name, of(name, 2), of(name, 2, 1), rate(name),
        of(name, 3) / gigabytes, of(name, 4) / gigabytes, both_ends(name) / gigabytes, of(name, 5, -1), of(name, 6, -1)
}

function goal(what, got, most) {
    if (!got) verdict = "not measured"
    else if (got <= most) verdict = "met"
    else verdict = sprintf("missed by %.0f %%", (got / most - 1) * 100)
    printf "%-58s %8.6g  %s\n", what " <= " most, got, verdict
}

function ratio(a, b) { return b ? int(a / b * 1000 + 0.5) / 1000 : 0 }

END {
    printf "\n%-24s %13s %6s   %22s   %15s\n", "", "wall s", "MB/s", "CPU s per GB", "peak RSS KiB"
    printf "%-24s %6s %6s %6s   %6s %8s %6s   %6s %8s\n", "", "median", "best", "median", "sender", "receiver", "both", "sender", "receiver"
    for (i = 1; i <= count; i++) if (names[i] !~ /^start /) row(names[i])

    printf "\n%-24s %10s %24s\n", "program, bytes", "itself", "its shared libraries"
    for (i = 1; i <= programs; i++)
        if (order[i] != "armv7") printf "%-24s %10d %24d\n", order[i], size[order[i]], libraries[order[i]]

    linked = libraries[busybox] ? "dynamic" : "static"
    printf "\n%-24s %10s\n", "fork, exec and exit", "median us"
    printf "%-24s %10.0f\n", "tcpup --version", of("start tcpup", 2) * 1e6
    if (runs["start busybox"]) printf "%-24s %10.0f   (%s)\n", "busybox true", of("start busybox", 2) * 1e6, linked

    for (i = 1; i <= count; i++)
        if (names[i] ~ /^(nc.openbsd|ncat|socat.*|busybox nc)$/ && (!best || both_ends(names[i]) < both_ends(best))) best = names[i]
    printf "\n%-58s %8s\n", "goals, by the medians", "measured"
    goal("verified upload / nc, then sha256sum at both ends", ratio(of("tcpup --open", 2), of("nc.openbsd + sha256sum", 2)), 0.35)
    if (accelerated) goal("verified upload / one pass of openssl", ratio(of("tcpup --open", 2), of("openssl dgst -sha256", 2)), 1.3)
    goal("--raw / nc.openbsd, time", ratio(of("tcpup --raw", 2), of("nc.openbsd", 2)), 1)
    goal("--raw / " best ", CPU of both ends", ratio(both_ends("tcpup --raw"), both_ends(best)), 0.8)
    goal("peak RSS of the sender, KiB", of("tcpup --open", 5, -1), 512)
    goal("peak RSS of the receiver, KiB", of("tcpup --open", 6, -1), 512)
    goal("start-up / busybox (" linked ")", ratio(of("start tcpup", 2), of("start busybox", 2)), 0.5)
    goal("size, bytes", size["tcpup"], 28 * 1024)
    if (size["armv7"]) goal("size for armv7, bytes", size["armv7"], 22 * 1024)
}
