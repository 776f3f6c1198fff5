#include "wire/netrc.h"

#include "check.h"

namespace {
struct NetrcRow {
    const char *name;
    const char *file;
    const char *host, *user;  // who asks for whom
    const char *found;        // "user password", or what is wrong, or nothing
};
}
static constexpr NetrcRow kRows[] = {
    {"one line", "machine a login u password p", "a", "", "u p"},
    {"many lines", "machine a\n\tlogin u\n\tpassword p\n", "a", "", "u p"},
    {"from Windows", "machine a\r\nlogin u\r\npassword p\r\n", "a", "", "u p"},
    {"in another order", "machine a password p login u", "a", "", "u p"},
    {"hosts in any case of letters", "machine Router.LAN login u password p", "router.lan", "", "u p"},
    {"keywords too", "MACHINE a Login u PassWord p", "a", "", "u p"},
    {"a host that only begins the same", "machine a.b login u password p", "a", "", ""},
    {"nothing", "", "a", "", ""},
    {"blanks", " \n\t", "a", "", ""},
    {"no password", "machine a login u", "a", "", "u "},
    {"no login", "machine a password p", "a", "", ""},
    {"account is not asked for", "machine a login u account x password p", "a", "", "u p"},
    {"nor is what nobody knows", "machine a port 21 login u password p", "a", "", "u p"},
    {"words that look like keywords", "machine machine login login password default", "machine", "", "login default"},
    {"an account that looks like one", "machine a account machine login u password p", "a", "", "u p"},
    {"the last login counts", "machine a login u login v password p", "a", "", "v p"},

    {"the second", "machine a login u password p machine b login v password q", "b", "", "v q"},
    {"the first of two that fit", "machine a login u password p machine a login v password q", "a", "", "u p"},
    {"the user that is asked for", "machine a login u password p machine a login v password q", "a", "v", "v q"},
    {"no such user", "machine a login u password p", "a", "v", ""},
    {"users know their case", "machine a login u password p", "a", "U", ""},
    {"the default", "machine a login u password p default login d password q", "b", "", "d q"},
    {"is not for whom there is an entry", "machine a login u password p default login d password q", "a", "", "u p"},
    {"unless it stands first", "default login d password q machine a login u password p", "a", "", "d q"},
    {"or the user is another one", "machine a login u password p default login d password q", "a", "d", "d q"},
    {"what stands in front of all machines", "login x password y machine a login u password p", "b", "", ""},
    {"what the other one lacks is not taken from this one", "machine a login u password p machine b login v", "b", "", "v "},

    {"a quoted blank", "machine a login u password \"p q\"", "a", "", "u p q"},
    {"quoted quotes and backslashes", "machine a login \"u\\\"\" password \"\\\\p\\q\"", "a", "", "u\" \\pq"},
    {"an empty word", "machine a login u password \"\"", "a", "", "u "},
    {"a quoted keyword is none", "\"machine\" a machine b \"login\" u login v", "b", "", "v "},
    {"a quoted host", "machine \"a\" login u password p", "a", "", "u p"},
    {"a quoted line break", "machine a login u password \"p\n#q\"", "a", "", "u p\n#q"},
    {"a quote inside a word", "machine a login u password p\"q", "a", "", "u p\"q"},
    {"a backslash outside of quotes", "machine a login u password p\\q", "a", "", "u p\\q"},
    {"right behind a quotation", "machine a login \"u\"password p", "a", "", "u p"},

    {"comments", "# machine a login x\n  #y\nmachine a\nlogin u\n# login z\npassword p", "a", "", "u p"},
    {"only where a line begins", "machine a login u password #p", "a", "", "u #p"},
    {"behind a macro", "macdef m\nx\n\n# machine a login x\nmachine a login u", "a", "", "u "},
    {"at the end", "machine a login u password p\n#", "a", "", "u p"},

    {"a macro", "machine a login u\nmacdef init\nlogin x\nput y\n\nmachine b login v", "b", "", "v "},
    {"inside an entry", "machine a login u\nmacdef init\nput y\nlogin x\n\npassword p", "a", "", "u p"},
    {"from Windows", "macdef init\r\nmachine a login x\r\n\r\nmachine a login u", "a", "", "u "},
    {"up to the end", "macdef init\nmachine a login x", "a", "", ""},
    {"without a name", "macdef", "a", "", ""},
    {"that is empty", "macdef init\n\nmachine a login u", "a", "", "u "},

    {"a keyword without its value", "machine a login", "a", "", "the last word lacks its value"},
    {"of another host", "machine b password", "a", "", "the last word lacks its value"},
    {"no host", "machine", "a", "", "the last word lacks its value"},
    {"no account", "machine a account", "a", "", "the last word lacks its value"},
    {"a quotation without an end", "machine a login \"u password p", "a", "", "a quotation does not end"},
    {"or with an escaped one", "machine a login \"u\\\"", "a", "", "a quotation does not end"},
    {"which ends in a backslash", "machine a login \"u\\", "a", "", "a quotation does not end"},
};

static void look_up(Writer &found, const NetrcRow &row, Span<char> memory)
{
    Result<Credentials> result = find_in_netrc(row.file, row.host, row.user, memory);
    if (result.error && result.error.exit() == Exit::file) found.say(result.error.words);
    else if (result.value.user.data) found.say(result.value.user, ' ', result.value.password);
}

TEST("netrc: look-ups")
{
    for (const NetrcRow &row : kRows) {
        char memory[100];
        Line found, name;
        look_up(found, row, memory);
        CHECK(name.say(row.name, ", found ", found.text()).text(), found.text() == row.found);
    }
}

TEST("netrc: memory for the words")
{
    static constexpr NetrcRow kRow = {"", "machine hosts login \"us\\\"er\" password pass", "hosts", "", "us\"er pass"};
    for (size_t size = 0; size < 17; size++) {
        char memory[17] = {};
        Line found;
        look_up(found, kRow, Span<char>(memory).first(size));
        CHECK(Line().say(size, " bytes").text(), found.text() == (size < 15 ? "a word is too long" : kRow.found));
        CHECK("none behind them", !memory[size]);
    }
}
