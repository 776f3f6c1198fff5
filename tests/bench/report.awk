# What the reports share: the results by name, their medians, and tables.
#
#     NAME|wall s|processor s here|there|peak KiB here|there     once a round
#     size PROGRAM|bytes|bytes of its shared libraries
BEGIN { FS = "|"; gigabytes = mebibytes * 1048576 / 1e9 }

/^size / { size[substr($1, 6)] = $2; libraries[substr($1, 6)] = $3; order[++programs] = substr($1, 6); next }
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

# Megabytes a second, by the median.
function rate(name,   wall) { wall = of(name, 2); return wall ? gigabytes * 1000 / wall : 0 }

function linked() { return libraries[busybox] ? "dynamic" : "static" }

function table_of_sizes(   i) {
    printf "\n%-24s %10s %24s\n", "program, bytes", "itself", "its shared libraries"
    for (i = 1; i <= programs; i++)
        if (order[i] != "armv7") printf "%-24s %10d %24d\n", order[i], size[order[i]], libraries[order[i]]
}

function ratio(a, b) { return b ? int(a / b * 1000 + 0.5) / 1000 : 0 }

function goal(what, got, most,   verdict) {
    if (!got) verdict = "not measured"
    else if (got <= most) verdict = "met"
    else verdict = sprintf("missed by %.0f %%", (got / most - 1) * 100)
    printf "%-58s %8.6g  %s\n", what " <= " most, got, verdict
}

function title_of_goals() { printf "\n%-58s %8s\n", "goals, by the medians", "measured" }
