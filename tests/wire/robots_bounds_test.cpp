// How much of a robots.txt is read, kept and tried. Which rule decides: robots_test.cpp.
#include "decided.h"

static char long_file[Robots::kMost + 4096];

// "user-agent: *", then `rule` with so many letters at its end, then a newline.
static Text long_rule(Text rule, size_t letters, Text more)
{
    Writer file{Span<char>(long_file)};
    file.say(FOR_ALL, rule);
    for (size_t i = 0; i < letters; i++) file.add('a');
    file.say(more, '\n');
    return file.text();
}

TEST("robots: a line too long forbids by its front, and allows nothing")
{
    static char path[6000];
    memset(path, 'a', sizeof path);
    path[0] = '/';
    Text   longer(path, sizeof path), shorter(path, 4000), rule = "disallow: /", allow = "allow: /";
    size_t most = Robots::kLongestLine;
    check_row("as long as can be", long_rule(rule, most - rule.size, ""), longer, "httpget", "-2");
    check_row("one more", long_rule(rule, most - rule.size, "b"), longer, "httpget", "-2");
    check_row("a path that is shorter", long_rule(rule, most - rule.size, "b"), shorter, "httpget", "+");
    check_row("allowed", long_rule(allow, most - allow.size, ""), longer, "httpget", "+2");
    check_row("not by one more", long_rule(allow, most - allow.size, "b"), longer, "httpget", "+");
    check_row("a long comment", long_rule("allow: / #", most, ""), longer, "httpget", "+2");
    check_row("the next line", long_rule(rule, 2 * most, "\nallow: /"), longer, "httpget", "-2");
    check_row("the next line, for another path", long_rule(rule, 2 * most, "\nallow: /"), "/", "httpget", "+3");
}

// A file in which the last letter of "disallow: /abc" is octet number `size`.
static Text file_of(size_t size)
{
    Text   rule = "\ndisallow: /abc", head = FOR_ALL "#";
    Writer file{Span<char>(long_file)};
    file.say(head);
    while (file.text().size < size - rule.size) file.add('x');
    file.say(rule, "d");
    return file.text();
}

TEST("robots: no more than 500 KiB (section 2.5)")
{
    check_row("a rule within", file_of(Robots::kMost - 1), "/abcd", "httpget", "-3");
    check_row("one that the limit cuts", file_of(Robots::kMost), "/abcd", "httpget", "+");
    check_row("one behind", file_of(Robots::kMost + 100), "/abcd", "httpget", "+");
}

TEST("robots: the text of the rule that decides")
{
    Robots robots("httpget", "/a");
    robots.update(bytes_of("user-agent: *\r\n Disallow : /a\t# why\r\n"));
    robots.finish();
    CHECK("as written", robots.rule() == "Disallow : /a" && robots.line() == 2);

    Robots other("httpget", "/a");
    other.update(bytes_of(long_rule("disallow: /a", 0, "*******************************************************"
                                                       "*******************************************************************")));
    other.finish();
    CHECK("its front", other.rule().size == 128 && starts_with(other.rule(), "disallow: /a***") && !other.may_fetch());

    Robots none("httpget", "/a");
    none.finish();
    CHECK("none", none.rule().empty() && none.may_fetch());
}

TEST("robots: stars do not take for ever")
{
    static char path[4000];
    memset(path, 'a', sizeof path);
    path[0] = '/';
    Writer file{Span<char>(long_file)};
    file.say(FOR_ALL "disallow: /");
    for (int i = 0; i < 1000; i++) file.add("*aa");
    file.say("*b");
    check_row("a thousand of them", file.text(), Text(path, sizeof path), "httpget", "+");
}
