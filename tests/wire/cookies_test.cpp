#include "wire/cookies.h"

#include "parsed.h"
#include "trap.h"
#include "wire/grammar.h"

static constexpr int64_t kNow = 1000000000;  // 2001-09-09 01:46:40

// Valid until the next one.
static Url destination(Text text)
{
    static char memory[kLongestUrl];
    return parsed(text, memory).value;
}

namespace {
struct SetRow {
    const char *name;
    const char *from;   // whose response
    const char *field;  // said so
    const char *to;     // what a request there
    const char *sent;   // sends
};
}
static constexpr SetRow kSet[] = {
    {"a cookie", "http://a", "n=v", "http://a", "n=v"},
    {"blanks around name and value", "http://a", " \tn = v w ; Path=/", "http://a", "n=v w"},
    {"an equals sign in the value", "http://a", "n=a=b==", "http://a", "n=a=b=="},
    {"quotes are part of it", "http://a", "n=\"v\"", "http://a", "n=\"v\""},
    {"no value", "http://a", "n=", "http://a", "n="},
    {"no name", "http://a", "=v", "http://a", ""},
    {"no equals sign", "http://a", "nv; Path=/", "http://a", ""},
    {"nothing", "http://a", "", "http://a", ""},
    {"names know their case", "http://a", "N=v", "http://a", "N=v"},
    {"unknown attributes", "http://a", "n=v; HttpOnly; SameSite=Strict; x; =; ;", "http://a", "n=v"},
    {"a control character", "http://a", "n=v\x01", "http://a", ""},
    {"a line break in an attribute", "http://a", "n=v; Path=/\r", "http://a", ""},
    {"DEL", "http://a", "n=\x7f", "http://a", ""},

    {"the host it came from", "http://www.a.b", "n=v", "http://www.a.b", "n=v"},
    {"in any case of letters", "http://www.a.b", "n=v", "http://WWW.A.B", "n=v"},
    {"no other", "http://www.a.b", "n=v", "http://a.b", ""},
    {"none below it", "http://a.b", "n=v", "http://www.a.b", ""},
    {"any port of it", "http://a:8080", "n=v", "http://a:80", "n=v"},
    {"a Domain that is the host", "http://a.b", "n=v; Domain=A.B", "http://a.b", "n=v"},
    {"with a dot in front", "http://a.b", "n=v; domain=.a.b", "http://a.b", "n=v"},
    {"that lies above", "http://www.a.b", "n=v; Domain=a.b", "http://www.a.b", "n=v"},
    {"and even so, for the host alone", "http://www.a.b", "n=v; Domain=a.b", "http://a.b", ""},
    {"not for the hosts below it", "http://a.b", "n=v; Domain=a.b", "http://www.a.b", ""},
    {"a Domain of somebody else", "http://a.b", "n=v; Domain=c.d", "http://a.b", ""},
    {"that only ends the same", "http://xa.b", "n=v; Domain=a.b", "http://xa.b", ""},
    {"that lies below", "http://a.b", "n=v; Domain=www.a.b", "http://a.b", ""},
    {"an empty one", "http://a.b", "n=v; Domain=", "http://a.b", "n=v"},
    {"the last one counts", "http://a.b", "n=v; Domain=c.d; Domain=a.b", "http://a.b", "n=v"},

    {"a Path", "http://a", "n=v; Path=/d", "http://a/d", "n=v"},
    {"and what lies below", "http://a", "n=v; Path=/d", "http://a/d/e", "n=v"},
    {"with its slash", "http://a", "n=v; Path=/d/", "http://a/d/", "n=v"},
    {"which then is needed", "http://a", "n=v; Path=/d/", "http://a/d", ""},
    {"not what only begins the same", "http://a", "n=v; Path=/d", "http://a/de", ""},
    {"not what lies above", "http://a", "n=v; Path=/d", "http://a/", ""},
    {"paths know their case", "http://a", "n=v; PATH=/d", "http://a/D", ""},
    {"without one, the directory", "http://a/d/e", "n=v", "http://a/d/f", "n=v"},
    {"without its slash", "http://a/d/e", "n=v", "http://a/d", "n=v"},
    {"no other directory", "http://a/d/e", "n=v", "http://a/f", ""},
    {"of the root, everything", "http://a/d", "n=v", "http://a/e/f", "n=v"},
    {"a path that is no path", "http://a/d/e", "n=v; Path=d", "http://a/d/f", "n=v"},
    {"an empty one", "http://a/d/e", "n=v; Path=/; Path=", "http://a/f", ""},

    {"Secure", "https://a", "n=v; Secure", "https://a", "n=v"},
    {"never in the clear", "https://a", "n=v; secure", "http://a", ""},
    {"and never from there", "http://a", "n=v; Secure", "https://a", ""},
    {"without it, both", "https://a", "n=v", "http://a", "n=v"},

    {"Max-Age in the future", "http://a", "n=v; Max-Age=1", "http://a", "n=v"},
    {"now", "http://a", "n=v; Max-Age=0", "http://a", ""},
    {"in the past", "http://a", "n=v; max-age=-1", "http://a", ""},
    {"in a hundred digits", "http://a", "n=v; Max-Age=99999999999999999999999", "http://a", "n=v"},
    {"what is no number", "http://a", "n=v; Max-Age=0x; Max-Age=; Max-Age=-; Max-Age=+0", "http://a", "n=v"},
    {"Expires in the future", "http://a", "n=v; Expires=Sun, 09 Sep 2001 01:46:41 GMT", "http://a", "n=v"},
    {"now", "http://a", "n=v; expires=Sun, 09 Sep 2001 01:46:40 GMT", "http://a", ""},
    {"what is no date", "http://a", "n=v; Expires=yesterday", "http://a", "n=v"},
    {"Max-Age counts more, behind", "http://a", "n=v; Expires=Thu, 01 Jan 1970 00:00:00 GMT; Max-Age=9", "http://a", "n=v"},
    {"and in front", "http://a", "n=v; Max-Age=9; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "http://a", "n=v"},
    {"unless it is no number", "http://a", "n=v; Max-Age=x; Expires=Thu, 01 Jan 1970 00:00:00 GMT", "http://a", ""},
};

TEST("cookies: where one goes")
{
    for (const SetRow &row : kSet) {
        uint8_t memory[512];
        char    letters[512];
        Jar     jar{Space(memory)};
        CHECK(row.name, jar.set(row.field, destination(row.from), kNow));
        Text sent = jar.field(letters, destination(row.to), kNow);
        CHECK(Line().say(row.name, ", sent ", sent).text(), sent == row.sent);
    }
}

namespace {
struct RunRow {
    const char *name;
    const char *given;  // for http://a/, before anything else
    struct {
        const char *from, *field;
    } set[4];
    const char *to;
    const char *sent;
};
}
static constexpr RunRow kRuns[] = {
    {"as they came", "", {{"http://a", "x=1"}, {"http://a", "y=2"}, {"http://a", "z=3"}}, "http://a", "x=1; y=2; z=3"},
    {"longer paths first",
     "",
     {{"http://a", "x=1; Path=/"}, {"http://a", "y=2; Path=/d/e"}, {"http://a", "z=3; Path=/d"}},
     "http://a/d/e",
     "y=2; z=3; x=1"},
    {"the newer value, in the place of the older", "", {{"http://a", "x=1"}, {"http://a", "y=2"}, {"http://a", "x=3"}},
     "http://a", "x=3; y=2"},
    {"of another length", "", {{"http://a", "x=1"}, {"http://a", "y=2"}, {"http://a", "x=long"}, {"http://a", "x="}},
     "http://a", "x=; y=2"},
    {"another path is another cookie", "", {{"http://a", "x=1; Path=/"}, {"http://a", "x=2; Path=/d"}}, "http://a/d",
     "x=2; x=1"},
    {"another host is another cookie", "", {{"http://a", "x=1"}, {"http://b", "x=2"}}, "http://a", "x=1"},
    {"taken back", "", {{"http://a", "x=1"}, {"http://a", "y=2"}, {"http://a", "x=; Max-Age=0"}}, "http://a", "y=2"},
    {"by a date", "", {{"http://a", "x=1"}, {"http://a", "x=; Expires=Thu, 01-Jan-1970 00:00:01 GMT"}}, "http://a", ""},
    {"only where it is", "", {{"http://a", "x=1; Path=/d"}, {"http://a", "x=; Max-Age=0"}}, "http://a/d", "x=1"},
    {"a secure one is not replaced from outside", "", {{"https://a", "x=1; Secure"}, {"http://a", "x=2"}}, "https://a",
     "x=1"},
    {"nor taken back", "", {{"https://a", "x=1; Secure"}, {"http://a", "x=; Max-Age=0"}}, "https://a", "x=1"},
    {"but from inside", "", {{"https://a", "x=1; Secure"}, {"https://a", "x=2"}}, "http://a", "x=2"},

    {"given ones", "x=1; y=2", {}, "http://a/d/e", "x=1; y=2"},
    {"however they are written", " ;x = 1;;y=2 ; ", {}, "http://a", "x=1; y=2"},
    {"not for another host", "x=1", {}, "http://b", ""},
    {"nor below it", "x=1", {}, "http://www.a", ""},
    {"nor another port", "x=1", {}, "http://a:8080", ""},
    {"nor another scheme", "x=1", {}, "https://a:80", ""},
    {"nothing given", "", {}, "http://a", ""},
    {"renewed by the server", "x=1; y=2", {{"http://a", "x=3"}}, "http://a", "x=3; y=2"},
    {"then it is the server's", "x=1", {{"http://a", "x=3"}}, "http://a:8080", "x=3"},
    {"taken back by the server", "x=1; y=2", {{"http://a", "x=; Max-Age=0"}}, "http://a", "y=2"},
};

TEST("cookies: a run")
{
    for (const RunRow &row : kRuns) {
        uint8_t memory[512];
        char    letters[512];
        Jar     jar{Space(memory)};
        CHECK(row.name, !jar.given(row.given, destination("http://a")));
        for (const auto &set : row.set)
            if (set.from) CHECK(row.name, jar.set(set.field, destination(set.from), kNow));
        Text sent = jar.field(letters, destination(row.to), kNow);
        CHECK(Line().say(row.name, ", sent ", sent).text(), sent == row.sent);
    }
}

TEST("cookies: what is given has to be right")
{
    static constexpr const char *kBad[] = {"x", "x; y=1", "y=1; x", "=1", "x=1\r\nEvil: y", "x=\x7f"};
    for (const char *list : kBad) {
        uint8_t memory[512];
        Jar     jar{Space(memory)};
        Error   error = jar.given(list, destination("http://a"));
        CHECK(list, error && error.exit() == Exit::usage);
        char letters[512];
        CHECK("and can be sent", is_field_value(jar.field(letters, destination("http://a"), kNow)));
    }
}

TEST("cookies: time goes on")
{
    uint8_t     memory[512];
    char        letters[512];
    Jar         jar{Space(memory)};
    Url         a = destination("http://a");
    CHECK("one for ten seconds", jar.set("x=1; Max-Age=10", a, kNow) && jar.set("y=2", a, kNow));
    CHECK("before", jar.field(letters, a, kNow + 9) == "x=1; y=2");
    CHECK("after", jar.field(letters, a, kNow + 10) == "y=2");
}

// "n=", and so many letters.
static Text cookie_of(size_t size)
{
    static char memory[8000];
    for (char &c : memory) c = 'a';
    memcpy(memory, "n=", 2);
    return Text(memory, sizeof memory).first(2 + size);
}

TEST("cookies: the longest")
{
    static uint8_t memory[20000];
    static char    letters[sizeof memory];
    Url            a = destination("http://a");
    Jar            jar{Space(memory)};
    CHECK("name and value", jar.set(cookie_of(4095), a, kNow) && jar.field(letters, a, kNow).size == 4097);
    CHECK("one more is nothing", jar.set(cookie_of(4096), a, kNow) && jar.field(letters, a, kNow).size == 4097);
    CHECK("nor is it given", jar.given(cookie_of(4096), a).exit() == Exit::usage);

    static char path[5000];
    for (char &c : path) c = '/';
    Url deep = a;
    deep.path        = Text(path, sizeof path).first(4096);
    CHECK("host and path", jar.set("m=", deep, kNow));
    deep.path = Text(path, sizeof path).first(4097);
    CHECK("one more is said to be lost", !jar.set("m=", deep, kNow));
}

TEST("cookies: the longest attribute")
{
    for (size_t size = 1024; size <= 1025; size++) {
        static uint8_t memory[4096];
        static char    letters[4096], field[4096];
        Jar            jar{Space(memory)};
        Writer         line{Span<char>(field)};
        line.say("n=v; Path=/");
        while (line.text().size < 10 + size) line.say('a');
        Text path = line.text().after(10);
        CHECK("is set", jar.set(line.text(), destination("http://a"), kNow));
        Url below = destination("http://a");
        CHECK("one more is nothing", jar.field(letters, below, kNow) == (size == 1024 ? "" : "n=v"));
        below.path = path;
        CHECK("goes there", jar.field(letters, below, kNow) == "n=v");
    }
}

TEST("cookies: no room")
{
    static constexpr size_t kHead = 24;
    uint8_t     memory[3 * (kHead + 4)];  // "x=1", the host "a" and the path "/", three times
    char        letters[sizeof memory];
    Jar         jar{Space(memory)};
    Url         a = destination("http://a");
    CHECK("three", jar.set("x=1", a, kNow) && jar.set("y=2", a, kNow) && jar.set("z=3", a, kNow));
    CHECK("no fourth", !jar.set("w=4", a, kNow));
    CHECK("but a new value", jar.set("y=5", a, kNow));
    CHECK("all there", jar.field(letters, a, kNow) == "x=1; y=5; z=3");
    CHECK("nor a longer value", !jar.set("y=56", a, kNow));
    CHECK("and the old one is no good", jar.field(letters, a, kNow) == "x=1; z=3");
    CHECK("room again", jar.set("w=4", a, kNow) && jar.field(letters, a, kNow) == "x=1; z=3; w=4");
    CHECK("given", jar.given("v=5", a).exit() == Exit::usage);
    CHECK("too little memory for the field", traps([] {
        uint8_t memory[100];
        char    letters[99];
        Jar     jar{Space(memory)};
        jar.field(letters, {}, kNow);
    }));
}
