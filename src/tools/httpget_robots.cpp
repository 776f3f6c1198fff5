#include "face/tell.h"
#include "tools/httpget.h"

static constexpr Text kToken = "httpget";

// Of our own name, without a version: what robots.txt has to say about url_ (RFC 9309).
Fetch::Next Fetch::obey_robots(Next next)
{
    char   path_letters[kLongestUrl], letters[kLongestUrl];
    Writer path{Span<char>(path_letters)}, rules{Span<char>(letters)};
    Url    at = url_;
    at.path   = "/robots.txt";
    at.query  = {};
    add_target(path, url_, Target::origin);
    add_target(rules, at, Target::absolute);

    Robots robots(kToken, path.text());
    Exit   exit = Fetch(session_, robots, first_).run(rules.text());
    if (exit != Exit::complete) return end(exit);
    if (robots.may_fetch()) return next;
    Writer &line = begin_line_of_url().say("robots.txt forbids it, line ", robots.line(), ": ");
    return fail(line.say(Shown{robots.rule()}), Exit::refused);
}

Fetch::Next Fetch::read_rules()
{
    Bytes piece;
    do {
        Result<Bytes> got = session_.exchange.content();
        if (got.error) return fail(got.error);
        piece = got.value;
        robots_->update(piece);
    } while (!piece.empty());
    robots_->finish();
    return end(Exit::complete);
}
