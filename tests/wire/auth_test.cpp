#include "check.h"
#include "wire/login.h"

namespace {
struct PublishedRow {
    const char *name;
    Credentials who;
    Text        cnonce;
    Text        field;
    Text        answer;
};
}
static constexpr PublishedRow kPublished[] = {
    {"RFC 7617, section 2", {"Aladdin", "open sesame"}, "", "Basic realm=\"WallyWorld\"",
     "Basic QWxhZGRpbjpvcGVuIHNlc2FtZQ=="},
    {"RFC 7617, section 2.1", {"test", "123\u00a3"}, "", "Basic realm=\"foo\", charset=\"UTF-8\"",
     "Basic dGVzdDoxMjPCow=="},
    {"RFC 7616, section 3.9.1, SHA-256", kMufasa, kCnonce,
     "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=SHA-256, "
     "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
     "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", "
     "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\", "
     "response=\"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1\", algorithm=SHA-256, "
     "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", "
     "qop=auth, nc=00000001, cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\""},
    {"RFC 7616, section 3.9.1, MD5", kMufasa, kCnonce,
     "Digest realm=\"http-auth@example.org\", qop=\"auth, auth-int\", algorithm=MD5, "
     "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\"",
     "Digest username=\"Mufasa\", realm=\"http-auth@example.org\", "
     "nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", uri=\"/dir/index.html\", "
     "response=\"8ca523f5e9506fed4657c9700eebdbec\", algorithm=MD5, "
     "opaque=\"FQhe/qaU925kfnzjCev0ciny7QMkPqMAFRtzCUYo5tdS\", "
     "qop=auth, nc=00000001, cnonce=\"f2/wE4q74E6zIJEtWaHKaf5wv/H5QzzpXusqGemxURZJ\""},
    {"RFC 2617, section 3.5", {"Mufasa", "Circle Of Life"}, "0a4f113b",
     "Digest realm=\"testrealm@host.com\", qop=\"auth,auth-int\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
     "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"",
     "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
     "uri=\"/dir/index.html\", response=\"6629fae49393a05397450978507c4ef1\", "
     "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\", qop=auth, nc=00000001, cnonce=\"0a4f113b\""},
    {"RFC 2069, section 2.4, with its erratum 749", {"Mufasa", "CircleOfLife"}, "",
     "Digest realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
     "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\"",
     "Digest username=\"Mufasa\", realm=\"testrealm@host.com\", nonce=\"dcd98b7102dd2f0e8b11d0f600bfb0c093\", "
     "uri=\"/dir/index.html\", response=\"1949323746fe6a43ef61f9606e7febea\", "
     "opaque=\"5ccc069c403ebaf9f0171e9517f40e41\""},
};

TEST("auth: published examples")
{
    for (const PublishedRow &row : kPublished) {
        char  memory[1024];
        Login login(row.who, row.cnonce, true);
        CHECK(row.name, sent(memory, login, row.field) == row.answer);
    }
}

namespace {
struct ChallengeRow {
    const char *name;
    const char *fields;
    const char *sent;
};
}
static constexpr ChallengeRow kChallenges[] = {
    {"Basic", "Basic realm=\"r\"", BASIC},
    {"in any case of letters", "bASIC REALM=\"r\"", BASIC},
    {"without its realm", "Basic", BASIC},
    {"with a realm that lacks its quotes", "Basic realm=My Router", BASIC},
    {"Digest without qop, MD5 without saying so", "Digest realm=\"r\", nonce=\"n\"", MD5},
    {"in any case of letters", "DIGEST Realm=\"r\",NONCE=\"n\"", MD5},
    {"blanks around everything", " ,, Digest \t realm = \"r\" , , nonce\t=\t\"n\" , ", MD5},
    {"tokens instead of quoted strings", "Digest realm=r, nonce=n", MD5},
    {"quoted strings instead of tokens", "Digest realm=\"r\", nonce=\"n\", algorithm=\"sha-256\", stale=\"true\"", SHA256},
    {"unknown parameters", "Digest realm=\"r\", domain=\"/a, /b\", nonce=\"n\", charset=UTF-8, x=\"\\\"\"", MD5},
    {"backslashes are taken off and put on again", "Digest realm=\"a \\\"b\\\" \\\\\\c\", nonce=n",
     "Digest username=\"Mufasa\", realm=\"a \\\"b\\\" \\\\c\", nonce=\"n\", uri=\"/dir/index.html\", "
     "response=\"6ced359a63f5903efe8172efcfaf23fa\""},
    {"an empty realm", "Digest realm=\"\", nonce=\"n\"",
     "Digest username=\"Mufasa\", realm=\"\", nonce=\"n\", uri=\"/dir/index.html\", "
     "response=\"5a014435d6f31374936a6f52aa52042b\""},
    {"an empty opaque goes back", "Digest realm=\"r\", nonce=\"n\", opaque=\"\"", MD5 ", opaque=\"\""},
    {"algorithms are told where they were", "Digest realm=r, nonce=n, algorithm=md5", MD5 ", algorithm=MD5"},

    {"the strongest, not the first", "Basic realm=\"r\", Digest realm=\"r\", nonce=\"n\"", MD5},
    {"nor the last", "Digest realm=\"r\", nonce=\"n\", Basic realm=\"r\"", MD5},
    {"of several fields", "Basic\nDigest realm=r, nonce=n, algorithm=SHA-256\nDigest realm=r, nonce=n", SHA256},
    {"of one field", "Digest realm=r, nonce=n, Digest realm=r, nonce=n, algorithm=SHA-256, Basic", SHA256},
    {"of equals the first", "Digest realm=r, nonce=n, Digest realm=r, nonce=m", MD5},
    {"a scheme that has one word (token68)", "Negotiate a87421000492aa874209af8bc028==, Digest realm=r, nonce=n", MD5},
    {"with slashes", "Negotiate a/b//+c=, Basic", BASIC},
    {"with an equals sign where another has its parameter", "Negotiate realm=, Basic", BASIC},
    {"schemes without anything", "NTLM, Negotiate, Basic", BASIC},
    {"an algorithm that is too new", "Digest realm=r, nonce=m, algorithm=SHA-512-256, Digest realm=r, nonce=n", MD5},
    {"a qop that hashes the body", "Digest realm=r, nonce=m, qop=\"auth-int\", Basic", BASIC},
    {"a session without qop", "Digest realm=r, nonce=m, algorithm=MD5-sess, Basic", BASIC},
    {"Basic in front of what is malformed", "Basic realm=\"r\", Digest realm=", BASIC},
    {"a malformed field and a good one", "Digest realm=\"\nDigest realm=r, nonce=n", MD5},

    {"nothing", "", UNKNOWN},
    {"only separators", " , ,", UNKNOWN},
    {"unknown schemes", "Negotiate\nBearer realm=\"r\", scope=\"a b\"", UNKNOWN},
    {"an unknown algorithm", "Digest realm=r, nonce=n, algorithm=SHA-512-256", UNKNOWN},
    {"an empty algorithm", "Digest realm=r, nonce=n, algorithm=\"\"", UNKNOWN},
    {"an unknown qop", "Digest realm=r, nonce=n, qop=\"auth-conf,xauth\"", UNKNOWN},
    {"an empty qop", "Digest realm=r, nonce=n, qop=\"\"", UNKNOWN},

    {"no nonce", "Digest realm=\"r\"", MALFORMED},
    {"an empty nonce", "Digest realm=\"r\", nonce=\"\"", MALFORMED},
    {"no realm", "Digest nonce=\"n\"", MALFORMED},
    {"no parameters", "Digest", MALFORMED},
    {"an unknown scheme does not hide it", "Digest\nNegotiate", MALFORMED},
    {"a nonce twice", "Digest realm=r, nonce=n, nonce=n", MALFORMED},
    {"a quoted string without an end", "Digest realm=r, nonce=\"n", MALFORMED},
    {"or with an escaped one", "Digest realm=r, nonce=\"n\\\"", MALFORMED},
    {"a value that is neither token nor quoted", "Digest realm=r, nonce=n, opaque=@", MALFORMED},
    {"no value", "Digest realm=r, nonce=n, opaque=", MALFORMED},
    {"no comma", "Digest realm=r nonce=n", MALFORMED},
    {"no scheme", "realm=\"r\", nonce=\"n\"", MALFORMED},
    {"no name", "Digest =n, realm=r, nonce=n", MALFORMED},
    {"a scheme that is no token", "\"Digest\" realm=r, nonce=n", MALFORMED},
    {"a line break inside a string", "Digest realm=r, nonce=\"n\r\"", MALFORMED},
    {"DEL", "Digest realm=r, nonce=\"\x7f\"", MALFORMED},
};

TEST("auth: challenges")
{
    for (const ChallengeRow &row : kChallenges) {
        char  memory[1024];
        Login login(kMufasa, kCnonce, true);
        Text  answer = sent(memory, login, row.fields);
        CHECK(Line().say(row.name, ", sent ", answer).text(), answer == row.sent);
    }
}

TEST("auth: what comes of which failure")
{
    static constexpr struct {
        const char *name, *fields;
        Exit        exit;
    } kRows[] = {
        {"unknown", "Negotiate", Exit::access},
        {"malformed", "Digest", Exit::protocol},
        {"only Basic, which is not allowed", "Basic", Exit::access},
    };
    for (const auto &row : kRows) {
        Login login(kMufasa, kCnonce, false);
        login.challenged(row.fields);
        CHECK(row.name, login.once_more().exit() == row.exit);
    }
    Login careful(kMufasa, kCnonce, false), nobody({}, kCnonce, true), nobody_asked({}, kCnonce, true);
    char  memory[1024];
    CHECK("in words", sent(memory, careful, "Basic") == "the password would have to be sent in the clear");
    CHECK("without credentials", sent(memory, nobody, "Basic") == "a user and a password are asked for");
    CHECK("where none would help", sent(memory, nobody_asked, "NTLM") == UNKNOWN);
}
