#include "check.h"
#include "wire/login.h"

#define RFC7616 "Digest realm=\"http-auth@example.org\", nonce=\"7ypf/xlj9XXwfDPEoM4URrv/xwf94BcCAzFZH4GiTo0v\", qop=auth"

// The parameter's value in an answer.
static Text value_in(Text answer, Text name)
{
    take_token(answer);
    while (!answer.empty()) {
        Parameter parameter;
        skip_blanks(answer);
        if (!take_parameter(answer, parameter)) return {};
        take_until(answer, ',');
        if (parameter.name == name) return parameter.value;
    }
    return {};
}

namespace {
struct CountRow {
    const char *name;
    const char *parameters;
    const char *responses[2];  // with nc=00000001 and nc=00000002
};
}
// The same hashes, put together from RFC 7616, section 3.4, by Python's hashlib.
static constexpr CountRow kCounted[] = {
    {"MD5", "", {"8ca523f5e9506fed4657c9700eebdbec", "4b5d595ecf2db9df612ea5b45cd97101"}},
    {"MD5-sess", ", algorithm=MD5-sess", {"e783283f46242139c486a698fec7211d", "6914b51e16f9459d9abc967ad41c4599"}},
    {"SHA-256", ", algorithm=SHA-256",
     {"753927fa0e85d155564e2e272a28d1802ca10daf4496794697cf8db5856cb6c1",
      "8c8db27f49ff1c202f9fb49fa9d2e9eabf078dcc93db40dfd6527010091d1c8e"}},
    {"SHA-256-sess", ", algorithm=SHA-256-sess",
     {"2fd51b3a77ad75bad6afad6003e818d767133c46d9e2749e7f5232ae1ea3efd7",
      "6bb0010aa4bdf46422a798c509ea32e256f27bd37de5cc3bdf8ed51e1d77d650"}},
};

TEST("auth: every answer counts")
{
    for (const CountRow &row : kCounted) {
        Line  field;
        char  memory[1024];
        Login login(kMufasa, kCnonce, true);
        Text  first = sent(memory, login, field.say(RFC7616, row.parameters).text());
        CHECK(row.name, value_in(first, "response") == row.responses[0] && value_in(first, "nc") == "00000001");
        login.accepted();
        Result<Text> second = login.answer(memory, "GET", "/dir/index.html");
        CHECK(row.name, value_in(second.value, "response") == row.responses[1]);
        CHECK(row.name, value_in(second.value, "nc") == "00000002" && value_in(second.value, "cnonce") == kCnonce);
    }
}

TEST("auth: the user as a hash, where the server asks for it")
{
    char  memory[1024];
    Login md5(kMufasa, kCnonce, true), sha256(kMufasa, kCnonce, true), plain(kMufasa, kCnonce, true);
    Text  answer = sent(memory, md5, RFC7616 ", userhash=true");
    CHECK("MD5", value_in(answer, "username") == "4238f3a16167373febb9bc4d43db9cc4");
    CHECK("and says so", value_in(answer, "userhash") == "true");
    CHECK("the password goes with the user himself", value_in(answer, "response") == kCounted[0].responses[0]);
    answer = sent(memory, sha256, RFC7616 ", algorithm=SHA-256, userhash=true");
    CHECK("SHA-256",
          value_in(answer, "username") == "a947aad205e80e429958a387394944c6b496301e79f89d35a4cc23b6ee12b5b6");
    answer = sent(memory, plain, RFC7616 ", userhash=false");
    CHECK("not asked for", value_in(answer, "username") == "Mufasa" && value_in(answer, "userhash").empty());
}

TEST("auth: method and target are hashed as they are sent")
{
    char  memory[1024];
    Login login(kMufasa, kCnonce, true);
    CHECK("nobody has asked", login.answer(memory, "CONNECT", "h:443").value.empty());
    login.challenged("Digest realm=r, nonce=n");
    CHECK("now they have", !login.once_more());
    Text answer = login.answer(memory, "CONNECT", "h:443").value;
    CHECK("a tunnel", value_in(answer, "response") == "e22632824ca3c5f745e2eba271225e65");
    CHECK("its target", value_in(answer, "uri") == "h:443");
}

// What a server says, and what is sent after each of it.
#define FRESH "Digest realm=r, nonce=n"
#define STALE "Digest realm=r, nonce=n, stale=true"
#define NO    "this user and password are refused"
#define OK    "accepted"

namespace {
struct DialogueRow {
    const char *name;
    const char *said[4];  // fields of a 401, or any other status
    const char *sent[4];
};
}
static constexpr DialogueRow kDialogues[] = {
    {"accepted", {FRESH, OK}, {MD5}},
    {"refused", {FRESH, FRESH}, {MD5, NO}},
    {"refused by Basic", {"Basic", "Basic"}, {BASIC, NO}},
    {"refused, and weaker is not tried", {FRESH, "Basic"}, {MD5, NO}},
    {"refused without a challenge", {FRESH, ""}, {MD5, NO}},
    {"a stale nonce", {FRESH, STALE, OK}, {MD5, MD5}},
    {"is no news the first time", {STALE, FRESH}, {MD5, NO}},
    {"a stale nonce, and then a wrong password", {FRESH, STALE, FRESH}, {MD5, MD5, NO}},
    {"stale for ever", {FRESH, STALE, STALE}, {MD5, MD5, NO}},
    {"stale again after a success", {FRESH, OK, STALE, OK}, {MD5, nullptr, MD5}},
    {"after a success another realm", {FRESH, OK, "Basic", "Basic"}, {MD5, nullptr, BASIC, NO}},
    {"nothing known, and still nothing", {"NTLM", "NTLM"}, {UNKNOWN, NO}},
};

TEST("auth: dialogues")
{
    for (const DialogueRow &row : kDialogues) {
        Login login(kMufasa, kCnonce, true);
        for (size_t i = 0; i < 4 && row.said[i]; i++) {
            char memory[1024];
            if (Text(row.said[i]) == OK) login.accepted();
            else CHECK(Line().say(row.name, ", turn ", i).text(), sent(memory, login, row.said[i]) == row.sent[i]);
        }
    }
}

namespace {
struct WhoRow {
    const char *name;
    Credentials who;
    const char *basic, *digest;  // what is sent
};
}
static constexpr WhoRow kWho[] = {
    {"a colon in the user", {"a:b", "c"}, "a user with a colon does not go with Basic",
     "Digest username=\"a:b\", realm=\"r\", nonce=\"n\", uri=\"/dir/index.html\", "
     "response=\"ad39ef6735eb4f6298c43d4fc90f511f\""},
    {"quotes, backslashes and UTF-8", {"a\"\\b\u00fc", "Circle of Life"}, "Basic YSJcYsO8OkNpcmNsZSBvZiBMaWZl",
     "Digest username=\"a\\\"\\\\b\u00fc\", realm=\"r\", nonce=\"n\", uri=\"/dir/index.html\", "
     "response=\"85026e0fede4e6217987ecb843305645\""},
    {"a colon in the password", {"a", "b:c"}, "Basic YTpiOmM=",
     "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"/dir/index.html\", "
     "response=\"d60f8b813229a9ea1ccda403a2e37386\""},
    {"no password", {"a", ""}, "Basic YTo=",
     "Digest username=\"a\", realm=\"r\", nonce=\"n\", uri=\"/dir/index.html\", "
     "response=\"c43fb076ca74a149d446f5f00f66da01\""},
    {"no name", {"", "b"}, "Basic OmI=",
     "Digest username=\"\", realm=\"r\", nonce=\"n\", uri=\"/dir/index.html\", "
     "response=\"9588a73e3dd1d0b2e18db21f7620c16f\""},
    {"a line break in the user", {"a\nX: y", "b"}, "user or password have a control character",
     "user or password have a control character"},
    {"in the password", {"a", "b\rX: y"}, "user or password have a control character",
     "user or password have a control character"},
};

TEST("auth: users and passwords")
{
    for (const WhoRow &row : kWho) {
        char  memory[1024];
        Login basic(row.who, kCnonce, true), digest(row.who, kCnonce, true);
        CHECK(row.name, sent(memory, basic, "Basic") == row.basic);
        CHECK(row.name, sent(memory, digest, "Digest realm=r, nonce=n") == row.digest);
    }
}

// So many letters.
static Text letters(size_t size)
{
    static char memory[2000];
    for (char &c : memory) c = 'a';
    return Text(memory, sizeof memory).first(size);
}

static constexpr const char *kTooLong = "user, password or challenge are too long";

TEST("auth: memory for the answer")
{
    static constexpr const char *kFields[] = {"Basic", "Digest realm=r, nonce=n, qop=auth"};
    for (const char *field : kFields) {
        char  whole_memory[1024], memory[1024];
        Login whole(kMufasa, kCnonce, true);
        Text  answer = sent(whole_memory, whole, field);
        for (size_t size = 0; size <= answer.size + 1; size++) {
            Login login(kMufasa, kCnonce, true);
            memset(memory, '#', sizeof memory);
            Text shorter = sent(Span<char>(memory).first(size), login, field);
            CHECK(Line().say(size, " bytes").text(), shorter == (size > answer.size ? answer : Text(kTooLong)));
            CHECK("and none behind them", memory[size] == '#');
        }
    }
}

TEST("auth: the longest")
{
    static constexpr size_t kKept = 1024, kPair = 511;
    char memory[4096];
    for (size_t more = 0; more < 2; more++) {
        char   letters_of_field[1200];
        Writer field{Span<char>(letters_of_field)};
        Login  digest(kMufasa, kCnonce, true), basic({"b", letters(kPair - 1 + more)}, kCnonce, true);
        Text   answer = sent(memory, digest, field.say("Digest realm=r, opaque=oo, nonce=", letters(kKept - 3 + more)).text());
        CHECK("realm, nonce and opaque", more ? answer == "the challenge is too long" : answer.size > kKept);
        answer = sent(memory, basic, "Basic");
        CHECK("user and password of Basic", more ? answer == kTooLong : answer.size == 6 + (kPair + 1 + 2) / 3 * 4);
    }
    Login user({letters(1500), letters(1500)}, kCnonce, true);
    CHECK("only Digest has no limit of its own", sent(memory, user, FRESH).size > 1500);
}
