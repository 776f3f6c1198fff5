#include "tools/chat.h"

#include "face/tell.h"
#include "wire/grammar.h"
#include "wire/room_words.h"
#include "words/ascii.h"
#include "words/reason.h"

#include <fcntl.h>
#include <time.h>

Text clock_of(Span<char> memory)
{
    time_t     seconds = time(nullptr);
    tm         local;
    localtime_r(&seconds, &local);
    Writer to(memory);
    to.say(Wide{uint64_t(local.tm_hour), 2, '0'}, ':', Wide{uint64_t(local.tm_min), 2, '0'}, ' ');
    return to.text();
}

Text own_line(Writer &to, Text nick, Text line, bool times)
{
    char memory[kLongestClock];
    if (nick.empty()) nick = "me";
    to.say(times ? clock_of(memory) : Text());
    if (take_front(line, "/me ")) return to.say("* ", nick, ' ', line).text();
    if (take_front(line, "/msg ")) {
        size_t end = position(line, ' ');
        return to.say(kPrivately, line.first(end), "]", line.after(end)).text();
    }
    bool command = starts_with(line, "/") && !take_front(line, "//");
    return command || line.empty() ? Text() : to.say('<', nick, "> ", line).text();
}

bool is_farewell(Text line)
{
    return line == "exit" || line == "q" || same_ignoring_case(take_until(line, ' '), "/quit");
}

void prompt_as(Talker &talker, Text nick)
{
    char memory[kLongestNick + 2];
    talker.set_prompt(Writer{Span<char>(memory)}.say(nick, "> ").text());
}

void note(Talker &talker, Text text)
{
    char memory[512];
    if (talker.is_person()) talker.show(Writer{Span<char>(memory)}.say(kStars, text).text());
    else tell(text);
}

Exit tell_broken(Error error)
{
    Text during = error.words;
    return tell_error(during == "write" ? "standard output" : during == "read" ? "standard input" : "the room", error);
}

Error ChatLog::open(const char *path)
{
    path_ = path;
    if (!path) return {};
    file_ = Fd(::open(path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC | O_NOCTTY, 0644));
    return file_ ? Error{} : failure("open", Exit::file);
}

void ChatLog::write(Talker &talker, Text front, Text back)
{
    if (!file_) return;
    char    memory[kLongestLine];
    Text    line    = Writer{Span<char>(memory)}.say(front, back, '\n').text();
    ssize_t written = ::write(file_.get(), line.data, line.size);
    if (written >= 0) errno = ENOSPC;
    if (written == ssize_t(line.size)) return;
    exit_ = Exit::file;
    Text why = reason(failure("write", exit_));
    note(talker, Writer{Span<char>(memory)}.say("write ", Shown{path_}, ": ", why).text());
    file_.reset();
}

void Shower::show(Text line)
{
    log_.write(talker_, line);
    catch_up();
    if (talker_.has_room()) talker_.show(line);
    else skipped_++;
}

void Shower::catch_up()
{
    char letters[40];
    if (!skipped_ || !talker_.has_room()) return;
    talker_.show(Writer{Span<char>(letters)}.say("*** skipped ", skipped_, " lines").text());
    skipped_ = 0;
}

Result<Span<Address>> addresses_of_room(Text operand, uint16_t port, Family family, Deadline by, Span<Address> to)
{
    Endpoint endpoint = TRY(parse_endpoint(operand, port));
    if (!endpoint.host.empty()) return resolve(endpoint, family, by, to);
    size_t         count   = 0;
    constexpr bool order[] = {true, false};
    for (bool v6 : order)
        if (family != (v6 ? AF_INET : AF_INET6)) to[count++] = any_address(v6, endpoint.port);
    return to.first(count);
}

void announce(Span<const Address> addresses, bool sealed)
{
    for (const Address &address : addresses) tell("listening on ", AddressText(address));
    tell(sealed ? "for those who have the key" : "open to anyone who can reach it; nothing is encrypted");
}

Error Guestlist::parse(const TextList &texts, Line &on)
{
    for (const char *text : texts) {
        on.clear();
        on.say(text);
        networks[size++] = TRY(parse_network(text));
    }
    return {};
}
