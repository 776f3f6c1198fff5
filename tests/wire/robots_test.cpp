// Which rule decides. How much of a file is read: robots_bounds_test.cpp.
#include "decided.h"
#include "trap.h"

// RFC 9309, section 5.1.
static constexpr Text kSimple = "User-Agent: *\n"
                                "Disallow: *.gif$\n"
                                "Disallow: /example/\n"
                                "Allow: /publications/\n"
                                "\n"
                                "User-Agent: foobot\n"
                                "Disallow:/\n"
                                "Allow:/example/page.html\n"
                                "Allow:/example/allowed.gif\n"
                                "\n"
                                "User-Agent: barbot\n"
                                "User-Agent: bazbot\n"
                                "Disallow: /example/page.html\n"
                                "\n"
                                "User-Agent: quxbot\n";
struct SiteRow {
    const char *token, *path, *decision;
};
static constexpr SiteRow kSite[] = {
    {"foobot", "/example/page.html", "+8"},
    {"foobot", "/example/allowed.gif", "+9"},
    {"foobot", "/publications/", "-7"},
    {"foobot", "/", "-7"},
    {"barbot", "/example/page.html", "-13"},
    {"bazbot", "/example/page.html", "-13"},
    {"barbot", "/example/allowed.gif", "+"},
    {"bazbot", "/", "+"},
    {"quxbot", "/example/page.html", "+"},
    {"quxbot", "/picture.gif", "+"},
    {"otherbot", "/picture.gif", "-2"},
    {"otherbot", "/picture.gif?small", "+"},
    {"otherbot", "/example/page.html", "-3"},
    {"otherbot", "/publications/", "+4"},
    {"otherbot", "/publications/picture.gif", "+4"},
    {"otherbot", "/", "+"},
    {"otherbot", "/robots.txt", "+"},
    {"foobot", "/robots.txt", "+7"},
};
TEST("robots: the example of RFC 9309, section 5.1")
{
    for (const SiteRow &row : kSite) check_row("5.1", kSimple, row.path, row.token, row.decision);
}

TEST("robots: every letter of a token")
{
    Text file = "user-agent: aZ_\ndisallow: /1\nuser-agent: Zip-A_z/2\ndisallow: /2\n";
    check_row("in another case", file, "/2", "zIP-a_Z", "-4");
    check_row("with an underscore at its end", file, "/1", "Az_", "-2");
    check_row("not a part of it", file, "/2", "zip", "+");
}

struct RobotsRow {
    const char *name, *file, *path, *decision;
};

static void check_rows(Span<const RobotsRow> rows)
{
    for (const RobotsRow &row : rows) check_row(row.name, row.file, row.path, "httpget", row.decision);
}

static constexpr RobotsRow kGroups[] = {
    {"no file", "", "/a", "+"},
    {"nothing for anybody", "# welcome\n", "/a", "+"},
    {"for all", FOR_ALL "disallow: /", "/a", "-2"},
    {"for us", "user-agent: httpget\ndisallow: /", "/a", "-2"},
    {"for somebody else", "user-agent: wget\ndisallow: /", "/a", "+"},
    {"in any case", "USER-AGENT: HttpGet\nDISALLOW: /", "/a", "-2"},
    {"with a version", "user-agent: httpget/1.0\ndisallow: /", "/a", "-2"},
    {"with more words", "user-agent: httpget and its friends\ndisallow: /", "/a", "-2"},
    {"a name that begins as ours", "user-agent: httpgetter\ndisallow: /", "/a", "+"},
    {"a name that ends as ours", "user-agent: xttpget\ndisallow: /", "/a", "+"},
    {"a name that ours begins with", "user-agent: http\ndisallow: /", "/a", "+"},
    {"a star with more words", "user-agent: * all of you\ndisallow: /", "/a", "-2"},
    {"a star is no pattern here", "user-agent: http*\ndisallow: /", "/a", "+"},
    {"nobody", "user-agent:\ndisallow: /", "/a", "+"},

    {"ours counts, not the one for all", FOR_ALL "disallow: /\nuser-agent: httpget\ndisallow: /b", "/a", "+"},
    {"in any order", "user-agent: httpget\ndisallow: /b\n" FOR_ALL "disallow: /", "/a", "+"},
    {"even without rules", FOR_ALL "disallow: /\nuser-agent: httpget\n", "/a", "+"},
    {"two for us are one", "user-agent: httpget\ndisallow: /a\nuser-agent: httpget\ndisallow: /b", "/a", "-2"},
    {"the other", "user-agent: httpget\ndisallow: /a\nuser-agent: httpget\ndisallow: /b", "/b", "-4"},
    {"two for all", FOR_ALL "disallow: /a\n" FOR_ALL "disallow: /b", "/b", "-4"},
    {"several names", "user-agent: wget\nuser-agent: httpget\nuser-agent: curl\ndisallow: /", "/a", "-4"},
    {"us and all", "user-agent: *\nuser-agent: httpget\ndisallow: /\n", "/a", "-3"},
    {"all and us", "user-agent: httpget\nuser-agent: *\ndisallow: /\n", "/a", "-3"},
    {"rules end the names", "user-agent: httpget\nallow: /b\nuser-agent: wget\ndisallow: /", "/a", "+"},
    {"rules before any group", "disallow: /\n" FOR_ALL "disallow: /b\n", "/a", "+"},

    {"other lines do not end a group", FOR_ALL "sitemap: /x\n\ncrawl-delay: 9\ndisallow: /", "/a", "-5"},
    {"nor its names", "user-agent: httpget\nsitemap: /x\nuser-agent: wget\ndisallow: /", "/a", "-4"},
};
TEST("robots: which group is ours (section 2.2.1)") { check_rows(kGroups); }

static constexpr RobotsRow kRules[] = {
    {"the beginning of the path", FOR_ALL "disallow: /a", "/abc", "-2"},
    {"of the first octet on", FOR_ALL "disallow: /b", "/a/b", "+"},
    {"not the path of the pattern's beginning", FOR_ALL "disallow: /abc", "/ab", "+"},
    {"in this case", FOR_ALL "disallow: /A", "/a", "+"},
    {"a directory, not what begins as its name", FOR_ALL "disallow: /a/", "/a.html", "+"},
    {"the query too", FOR_ALL "disallow: /a?b", "/a?b=1", "-2"},
    {"an empty one forbids nothing", FOR_ALL "disallow:", "/a", "+"},
    {"and allows nothing", FOR_ALL "disallow: /\nallow:", "/a", "-2"},
    {"one without a slash fits no path", FOR_ALL "disallow: a", "/a", "+"},

    {"the longer decides (section 5.2)", FOR_ALL "allow: /example/page/\ndisallow: /example/page/disallowed.gif",
     "/example/page/disallowed.gif", "-3"},
    {"and the shorter elsewhere", FOR_ALL "allow: /example/page/\ndisallow: /example/page/disallowed.gif", "/example/page/", "+2"},
    {"in any order", FOR_ALL "disallow: /a/b\nallow: /a", "/a/b", "-2"},
    {"allowed, of two as long", FOR_ALL "disallow: /a\nallow: /a", "/a", "+3"},
    {"in any order", FOR_ALL "allow: /a\ndisallow: /a", "/a", "+2"},
    {"the first of two that are the same", FOR_ALL "disallow: /a\ndisallow: /a", "/a", "-2"},
    {"a star is an octet", FOR_ALL "allow: /a\ndisallow: /a*", "/a", "-3"},
    {"an octet outside ASCII counts as %XX", FOR_ALL "allow: /*/bcdefg\ndisallow: /\u3040", "/\u3040/bcdefgh", "-3"},
    {"and no more", FOR_ALL "allow: /*/bcdefgh\ndisallow: /\u3040", "/\u3040/bcdefgh", "+2"},
    {"a letter written %XX is not", FOR_ALL "allow: /*bc\ndisallow: /%61%62", "/abc", "+2"},
};
TEST("robots: which rule decides (section 2.2.2)") { check_rows(kRules); }

static constexpr RobotsRow kPatterns[] = {
    {"a star is nothing", FOR_ALL "disallow: /a*b", "/ab", "-2"},
    {"or anything", FOR_ALL "disallow: /a*b", "/a/x?y=b", "-2"},
    {"but not the rest", FOR_ALL "disallow: /a*b", "/acc", "+"},
    {"at the beginning", FOR_ALL "disallow: *.gif", "/a/b.gif", "-2"},
    {"at the end", FOR_ALL "disallow: /a*", "/a", "-2"},
    {"two in a row", FOR_ALL "disallow: /**b", "/ab", "-2"},
    {"one after the other", FOR_ALL "disallow: /*a*b*c", "/xaxbxc", "-2"},
    {"in this order", FOR_ALL "disallow: /*a*b*c", "/xcxbxa", "+"},
    {"each for itself", FOR_ALL "disallow: /*ab*ab", "/xab", "+"},
    {"a false start", FOR_ALL "disallow: /*aab", "/aaab", "-2"},

    {"the end", FOR_ALL "disallow: /a$", "/a", "-2"},
    {"not the end", FOR_ALL "disallow: /a$", "/ab", "+"},
    {"the end is not a dollar", FOR_ALL "disallow: /a$", "/a$", "+"},
    {"the end behind a star", FOR_ALL "disallow: /*.gif$", "/a.gif.gif", "-2"},
    {"not the end behind a star", FOR_ALL "disallow: /*.gif$", "/a.gif?b", "+"},
    {"a star before the end", FOR_ALL "disallow: /a*$", "/abc", "-2"},
    {"only the end", FOR_ALL "disallow: $", "/", "+"},
    {"a dollar elsewhere is a dollar", FOR_ALL "disallow: /a$b", "/a$b", "-2"},
    {"and no end", FOR_ALL "disallow: /a$b", "/a", "+"},

    {"a star itself", FOR_ALL "disallow: /file-with-a-%2A.html", "/file-with-a-*.html", "-2"},
    {"and nothing else", FOR_ALL "disallow: /file-with-a-%2A.html", "/file-with-a-b.html", "+"},
    {"a dollar itself", FOR_ALL "disallow: /foo-%24", "/foo-$", "-2"},
    {"written so by us", FOR_ALL "disallow: /foo-%24", "/foo-%24", "-2"},
};
TEST("robots: * and $ (section 2.2.3)") { check_rows(kPatterns); }

static constexpr RobotsRow kOctets[] = {
    {"letters written %XX in the rule", FOR_ALL "disallow: /foo/bar/%62%61%7A", "/foo/bar/baz", "-2"},
    {"or in the path", FOR_ALL "disallow: /foo/bar/baz", "/foo/bar/%62%61%7A", "-2"},
    {"outside ASCII", FOR_ALL "disallow: /foo/bar/\u30c4", "/foo/bar/%E3%83%84", "-2"},
    {"in small digits", FOR_ALL "disallow: /foo/bar/%e3%83%84", "/foo/bar/%E3%83%84", "-2"},
    {"reserved characters", FOR_ALL "disallow: /foo/bar?baz=https://foo.bar", "/foo/bar?baz=https%3A%2F%2Ffoo.bar", "-2"},
    {"the other way", FOR_ALL "disallow: /foo/bar?baz=https%3A%2F%2Ffoo.bar", "/foo/bar?baz=https://foo.bar", "-2"},
    {"a percent sign", FOR_ALL "disallow: /100%", "/100%25", "-2"},
    {"no digits behind it", FOR_ALL "disallow: /%zz", "/%zz", "-2"},
    {"one digit", FOR_ALL "disallow: /%4", "/%4", "-2"},
    {"a star takes whole octets", FOR_ALL "disallow: /*1", "/%61", "+"},
};
TEST("robots: octets, however they are written (section 2.2.2)") { check_rows(kOctets); }

static constexpr RobotsRow kLines[] = {
    {"without a newline at the end", FOR_ALL "disallow: /a", "/a", "-2"},
    {"CR LF", "user-agent: *\r\ndisallow: /a\r\n", "/a", "-2"},
    {"CR", "user-agent: *\rdisallow: /a\r", "/a", "-2"},
    {"empty lines count", "\r\n\r\n\n\nuser-agent: *\n\ndisallow: /a", "/a", "-7"},
    {"LF CR are two", "user-agent: *\n\rdisallow: /a", "/a", "-3"},
    {"blanks around everything", " \tuser-agent \t:\t * \t\n disallow\t: /a \t\n", "/a", "-2"},
    {"no blanks", "user-agent:*\ndisallow:/a", "/a", "-2"},
    {"comments", "#\nuser-agent: *#x\ndisallow: /a # /b\n", "/a/b", "-3"},
    {"a comment hides a rule", FOR_ALL "# disallow: /a", "/a", "+"},
    {"a colon in the pattern", FOR_ALL "disallow: /a:b", "/a:b", "-2"},
    {"no colon", FOR_ALL "disallow /a", "/a", "+"},
    {"a blank in the pattern", FOR_ALL "disallow: /a b", "/a%20b", "-2"},
    {"a byte order mark", "\xef\xbb\xbfuser-agent: *\ndisallow: /a", "/a", "-2"},
    {"only at the beginning", FOR_ALL "\xef\xbb\xbf" "disallow: /a", "/a", "+"},
    {"other keys", FOR_ALL "disallowed: /a\nnoindex: /a\n: /a\n", "/a", "+"},
};
TEST("robots: lines (section 2.2)") { check_rows(kLines); }

TEST("robots: a path that does not begin with a slash traps")
{
    CHECK("instead of being allowed", traps([] { Robots robots("httpget", "a"); }));
}

struct StatusRow {
    int          status;
    RobotsAnswer answer;
};
static constexpr StatusRow kStatuses[] = {
    {200, RobotsAnswer::read},      {204, RobotsAnswer::read},      {299, RobotsAnswer::read},
    {300, RobotsAnswer::allowed},   {301, RobotsAnswer::allowed},   {401, RobotsAnswer::allowed},
    {403, RobotsAnswer::allowed},   {404, RobotsAnswer::allowed},   {499, RobotsAnswer::allowed},
    {500, RobotsAnswer::forbidden}, {503, RobotsAnswer::forbidden}, {599, RobotsAnswer::forbidden},
    {0, RobotsAnswer::forbidden},   {199, RobotsAnswer::forbidden},
};
TEST("robots: what a status means (section 2.3.1)")
{
    for (const StatusRow &row : kStatuses) CHECK(Line().say(row.status).text(), robots_answer(row.status) == row.answer);
}
