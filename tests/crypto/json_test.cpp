// What the readers of test vectors rely on.
#include "json.h"

#include "check.h"
#include "trap.h"

static const char kText[] = R"( { "source" : "a \"quoted\" word, [ and }", "count": 325,
    "empty":[], "none" : {}, "flags": [ true,false ],
    "groups": [ {"tests": [{"tcId": 1, "key": "00ff"}, {"tcId": 2, "key": ""}]},
                {"tests": [{"tcId": 3, "key": "A0"}]} ] } )";

TEST("json: what members hold")
{
    Json    all{Text(kText)};
    uint8_t memory[2];
    CHECK("text keeps its escapes", all["source"].text() == "a \\\"quoted\\\" word, [ and }");
    CHECK("a number", all["count"].number() == 325);
    CHECK("no member of that name", !all["key"]);
    CHECK("nor of a part of a name", !all["sourc"] && !all["counts"]);
    for (Json test : (*all["groups"].begin())["tests"])
        CHECK("bytes", test["key"].bytes(memory) == (test["tcId"].number() == 1 ? Bytes(memory) : Bytes()));
    CHECK("in digits", memory[0] == 0x00 && memory[1] == 0xff);
}

TEST("json: walks")
{
    Json all{Text(kText)};
    Line heard;
    for (auto walk = all.begin(); walk != all.end(); ++walk) heard.say(walk.name(), ' ');
    for (Json nothing : all["empty"]) heard.say(nothing.number());
    for (Json nothing : all["none"]) heard.say(nothing.number());
    for (Json flag : all["flags"]) heard.say(flag.boolean() ? 'y' : 'n');
    for (Json group : all["groups"])
        for (Json test : group["tests"]) heard.say(' ', test["tcId"].number());
    CHECK(heard.text(), heard.text() == "source count empty none flags groups yn 1 2 3");
}

TEST("json: a misuse traps")
{
    CHECK("a text cut short", traps([] {
        for (Json element : Json("[1, 2")) (void)element;
    }));
    CHECK("a missing comma", traps([] {
        for (Json element : Json("[1 2]")) (void)element;
    }));
    CHECK("a missing colon", traps([] { (void)!Json("{\"a\" 12}")["a"]; }));
    CHECK("a string as number", traps([] { Json("\"1\"").number(); }));
    CHECK("a fraction", traps([] { Json("1.5").number(); }));
    CHECK("an array as text", traps([] { (void)Json("[\"a\"]").text().empty(); }));
    CHECK("digits that are none", traps([] {
        uint8_t memory[1];
        (void)Json("\"0g\"").bytes(memory).empty();
    }));
    CHECK("a member that is not there", traps([] { Json("{}")["a"].number(); }));
}
