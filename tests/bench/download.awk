# The report of tests/bench/download, behind report.awk: a table for each kind of work, and what became
# of the goals.

# Those of one kind in the order in which they came: the names behind the kind, in list[1...].
function of_kind(kind, list,   i, n) {
    for (i = 1; i <= count; i++)
        if (index(names[i], kind " ") == 1) list[++n] = substr(names[i], length(kind) + 2)
    return n
}

function table_of_large(   list, n, i, name) {
    n = of_kind("large", list)
    printf "\n%-24s %6s %6s %6s %14s %14s\n", "one file", "wall s", "best", "MB/s", "CPU s per GB", "peak RSS KiB"
    for (i = 1; i <= n; i++) {
        name = "large " list[i]
        printf "%-24s %6.2f %6.2f %6.0f %14.2f %14d\n", list[i], of(name, 2), of(name, 2, 1), rate(name),
            of(name, 3) / gigabytes, of(name, 5, -1)
    }
}

function table_of_starts(   list, n, i, name) {
    n = of_kind("start", list)
    printf "\n%-24s %10s %10s\n", "start-up and 2 bytes", "median us", "best us"
    for (i = 1; i <= n; i++) {
        name = "start " list[i]
        printf "%-24s %10.0f %10.0f%s\n", list[i], of(name, 2) * 1e6, of(name, 2, 1) * 1e6,
            list[i] == "busybox wget" ? "   (" linked() ")" : ""
    }
}

function table_of_times(kind, title,   list, n, i, name) {
    n = of_kind(kind, list)
    printf "\n%-36s %7s %7s %7s\n", title, "wall s", "best", "CPU s"
    for (i = 1; i <= n; i++) {
        name = kind " " list[i]
        printf "%-36s %7.3f %7.3f %7.3f\n", list[i], of(name, 2), of(name, 2, 1), of(name, 3)
    }
}

# The peer with the least of a field, among those that only fetch.
function best_peer(i,   list, n, k, best) {
    n = of_kind("large", list)
    for (k = 1; k <= n; k++)
        if (list[k] !~ /^httpget|sha256sum/ && (!best || of("large " list[k], i) < of("large " best, i))) best = list[k]
    return best
}

function most_of_httpget(i,   list, n, k, most, got) {
    n = of_kind("large", list)
    for (k = 1; k <= n; k++)
        if (list[k] ~ /^httpget/ && (got = of("large " list[k], i, -1)) > most) most = got
    return most
}

END {
    table_of_large()
    table_of_starts()
    table_of_times("small", smalls " files of 1 KiB, one connection")
    table_of_times("capped", capped " MiB, 20 MiB/s a connection")
    printf "%-36s %7.3f\n", "(what four connections allow)", capped / 20 / 4
    table_of_sizes()

    best     = best_peer(3)
    segments = ratio(of("capped httpget --segments 4", 2), of("capped aria2c -x4 -s4", 2))
    title_of_goals()
    goal("CPU / " best, ratio(of("large httpget", 3), of("large " best, 3)), 0.85)
    goal("start-up and 2 bytes / busybox (" linked() ")", ratio(of("start httpget", 2), of("start busybox wget", 2)), 1)
    goal("peak RSS, KiB", most_of_httpget(5), 1024)
    goal("--segments 4 / aria2c -x4 -s4", segments, 1)
    goal("size, bytes", size["httpget"], 48 * 1024)
    if (size["armv7"]) goal("size for armv7, bytes", size["armv7"], 40 * 1024)
}
