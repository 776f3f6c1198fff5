# The report of tests/bench/upload, behind report.awk: a table, and what became of the goals.
function both_ends(name) { return of(name, 3) + of(name, 4) }

function row(name) {
    printf "%-24s %6.2f %6.2f %6.0f   %6.2f %8.2f %6.2f   %6d %8d\n", name, of(name, 2), of(name, 2, 1), rate(name),
        of(name, 3) / gigabytes, of(name, 4) / gigabytes, both_ends(name) / gigabytes, of(name, 5, -1), of(name, 6, -1)
}

END {
    printf "\n%-24s %13s %6s   %22s   %15s\n", "", "wall s", "MB/s", "CPU s per GB", "peak RSS KiB"
    printf "%-24s %6s %6s %6s   %6s %8s %6s   %6s %8s\n", "", "median", "best", "median", "sender", "receiver", "both", "sender", "receiver"
    for (i = 1; i <= count; i++) if (names[i] !~ /^start /) row(names[i])

    table_of_sizes()

    printf "\n%-24s %10s\n", "fork, exec and exit", "median us"
    printf "%-24s %10.0f\n", "tcpup --version", of("start tcpup", 2) * 1e6
    if (runs["start busybox"]) printf "%-24s %10.0f   (%s)\n", "busybox true", of("start busybox", 2) * 1e6, linked()

    for (i = 1; i <= count; i++)
        if (names[i] ~ /^(nc.openbsd|ncat|socat.*|busybox nc)$/ && (!best || both_ends(names[i]) < both_ends(best))) best = names[i]
    title_of_goals()
    goal("verified upload / nc, then sha256sum at both ends", ratio(of("tcpup --open", 2), of("nc.openbsd + sha256sum", 2)), 0.35)
    if (accelerated) goal("verified upload / one pass of openssl", ratio(of("tcpup --open", 2), of("openssl dgst -sha256", 2)), 1.3)
    goal("--raw / nc.openbsd, time", ratio(of("tcpup --raw", 2), of("nc.openbsd", 2)), 1)
    goal("--raw / " best ", CPU of both ends", ratio(both_ends("tcpup --raw"), both_ends(best)), 0.8)
    goal("peak RSS of the sender, KiB", of("tcpup --open", 5, -1), 512)
    goal("peak RSS of the receiver, KiB", of("tcpup --open", 6, -1), 512)
    goal("start-up / busybox (" linked() ")", ratio(of("start tcpup", 2), of("start busybox", 2)), 0.5)
    goal("size, bytes", size["tcpup"], 28 * 1024)
    if (size["armv7"]) goal("size for armv7, bytes", size["armv7"], 22 * 1024)
}
