# The report of tests/bench/room, behind report.awk: a table for each kind of talk, and what became of the
# goals. Results have names like "one 100 tcpchat": the kind, the clients, and the server.

function row(kind, clients, server,   name) {
    name = kind " " clients " " server
    printf "%7d  %-26s", clients, server
    if (runs["failed " clients " " server]) printf "%9s  %s\n", "-", value["failed " clients " " server, 2, 1]
    else printf "%9d %8d %8d %10d %11.2f %10d\n", of(name, 2), of(name, 2, 1), of(name, 3), of(name, 4),
        of(name, 5) / 1000, of(name, 6, -1)
}

# The crowds in the order of their size, the servers in that in which they came.
function table(kind, title,   clients, i, word) {
    printf "\n%-35s%26s %21s %10s\n", title, "us to the last client", "CPU ms for", "peak RSS"
    printf "%7s  %-26s%9s %8s %8s %10s %11s %10s\n", "clients", "", "median", "best", "p99", "lines/s", "1000 heard", "KiB"
    for (clients = 10; clients <= 10000; clients *= 10)
        for (i = 1; i <= count; i++) {
            split(names[i], word, " ")
            if ((word[1] == kind || word[1] == "failed") && word[2] == clients)
                row(kind, clients, substr(names[i], length(word[1] " " clients) + 2))
        }
}

# Field `i` with 100 clients, against another server's.
function against(other, kind, server, i, extreme) {
    return ratio(of(kind " 100 " server, i, extreme), of(kind " 100 " other, i, extreme))
}

END {
    table("one", "one line at a time")
    table("many", "100 lines at once, or 10 of 10")
    print "\nA line is heard when a client has it. The stalled never reads, and several megabytes were said before."
    table_of_sizes()

    title_of_goals()
    goal("peak RSS with 10000 clients, KiB", of("many 10000 tcpchat", 6, -1), 16 * 1024)
    goal("p99 of 100 clients / ncat --chat, one line at a time", against("ncat --chat", "one", "tcpchat", 3), 0.2)
    goal("p99 of 100 clients / ncat --chat, 100 lines at once", against("ncat --chat", "many", "tcpchat", 3), 0.2)
    goal("best median with a stalled client / without", against("tcpchat", "one", "tcpchat, one stalled", 2, 1), 1.1)
    goal("size, bytes", size["tcpchat"], 36 * 1024)
    if (size["armv7"]) goal("size for armv7, bytes", size["armv7"], 30 * 1024)
}
