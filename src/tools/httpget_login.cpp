// Who we are at a host.
#include "tools/httpget.h"

#include "system/run.h"
#include "wire/netrc.h"

#include <fcntl.h>

static char file[64 << 10];

static bool is_one_of_home(Writer &path)
{
    const char *named = environment("NETRC"), *home = environment("HOME");
    if (named) path.say(named, '\0');
    else if (home) path.say(home, "/.netrc", '\0');
    return named || home;
}

// One that is not there has nothing to say.
static Result<Text> read_netrc()
{
    char   path[4096];
    Writer name{Span<char>(path)};
    if (!is_one_of_home(name)) return Text();
    Fd fd(open(path, O_RDONLY | O_CLOEXEC));
    if (!fd) return Text();
    size_t size = 0;
    for (ssize_t got; (got = read(fd.get(), file + size, sizeof file - size)) > 0;) size += size_t(got);
    if (size == sizeof file) return complaint(Exit::file, "it is longer than 64 KB");
    return Text(file, size);
}

static Text kept(Writer &to, Text text)
{
    size_t begin = to.text().size;
    to.add(text);
    return to.text().after(begin);
}

// USER or USER:PASSWORD.
static Credentials of_settings()
{
    Text user = settings.user, password = settings.password;
    size_t colon = position(user, ':');
    if (colon < user.size) password = user.after(colon + 1);
    return {user.first(colon), password};
}

Result<Credentials> find_credentials(const Url &url, bool first, Span<char> memory)
{
    Writer      to(memory);
    Credentials who;
    if (first && settings.user) who = of_settings();
    else if (!url.user.empty()) who = {kept(to, url.user), kept(to, url.password)};
    if (!who.password.empty()) return who;
    Text        netrc = TRY(read_netrc());
    Credentials found = TRY(find_in_netrc(netrc, url.host, who.user, memory.after(to.text().size)));
    return found.user.data ? found : who;
}
