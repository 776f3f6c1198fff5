// What is heard and said on one connection.
#include "tools/visit.h"

static constexpr Millis kUnended  = {500};  // after which what has no newline is a line
static constexpr Millis kFarewell = seconds(1);

static uint8_t scratch[kLongestLeftover + 4096];

void Visit::show_line(Talker &talker, Text line)
{
    log.write(talker, line);
    talker.show(line);
}

// A room's lines are clean, others may not be.
void Visit::show(Talker &talker, Text line)
{
    char   clean[Talker::kLongestWord], letters[256];
    Writer answer{Span<char>(letters)};
    Text   heard = guest_.hear(line, answer);
    if (guest_.is_counted()) out_.heard(guest_.heard(), guest_.heard_before());
    if (!halved_) answers_.put(bytes_of(answer.text()));
    else if (guest_.is_welcome()) leaves_by_ = leaves_by_.or_sooner({now() + kFarewell});
    if (heard.data && clean_text(heard, clean)) show_line(talker, heard);
    if (talker.is_person()) prompt_as(talker, guest_.nick());
}

Error Visit::hear()
{
    Moved got = TRY(channel_.receive(scratch));
    unheard_  = Space(scratch).first(got.size);
    ended_    = got.ended;
    heard_    = now();
    return {};
}

// What has come, as far as the talker has room: a sealed record is more than that.
void Visit::listen(Talker &talker)
{
    for (Text line; talker.has_room();) {
        if (input_.next(line)) {
            ends_ = true;
            show(talker, line);
            continue;
        }
        if (unheard_.empty()) break;
        Bytes piece = unheard_.first(smaller(input_.space().size, unheard_.size));
        copy(input_.space(), piece);
        input_.filled(piece.size);
        unheard_ = unheard_.after(piece.size);
    }
    bool silent = !ends_ && input_.has_part() && heard_ + kUnended <= now();
    if (talker.has_room() && (ended_ || silent)) end_line(talker);
}

// A server that has never sent the end of a line ends it by being silent.
void Visit::end_line(Talker &talker)
{
    input_.finish();
    for (Text line; input_.next(line);) show(talker, line);
    input_ = Splitter(Space(input_memory_));
}

void Visit::show_own(Talker &talker, Text line)
{
    char   memory[kLongestLine];
    Writer to{Span<char>(memory)};
    Text   own = own_line(to, guest_.nick(), line, settings.time);
    if (talker.is_person() && !own.empty()) show_line(talker, own);
}

// What is typed, and true where there was room for all of it. A room would make a pipe's bytes a text itself, but then
// they could end a line, or be too many.
bool Visit::say(Talker &talker)
{
    if (!is_known(talker)) return true;
    while (has_room()) {
        char clean[Talker::kMostTyped];
        Text line;
        if (quits_ || !talker.next(line)) return true;
        if (line.empty()) continue;
        if (line.size > sizeof clean || (!guest_.nick().empty() && !clean_text(line, clean))) {
            note(talker, "a line is too long (1000 bytes)");
            unsaid_ = Exit::other;
            continue;
        }
        quits_ = bade_ = is_farewell(line);
        if (!quits_) show_own(talker, line);
        out_.add(line);
    }
    return false;
}

Result<size_t> Visit::send(Bytes from)
{
    if (from.empty() && !channel_.wants_to_send()) return size_t(0);
    Moved sent = TRY(channel_.send(from));
    return sent.size;
}

// Whose nick is not told yet says nothing under another one, but for the rest of a line that was begun before
// the welcome came.
Error Visit::speak(Talker &talker)
{
    for (;;) {
        bool all = say(talker);
        if (!answers_.bytes().empty() && !out_.is_between_lines()) out_.sent(TRY(send(out_.unsent())));
        if (out_.is_between_lines()) answers_.consumed(TRY(send(answers_.bytes())));
        if (answers_.bytes().empty()) {
            if (guest_.is_welcome()) out_.keep();
            if (may_speak()) out_.sent(TRY(send(out_.unsent())));
        }
        if (all || !has_room()) return {};
    }
}

// All has been said, and a pipe's has been heard. What there still is to hear comes before the server ends the
// connection; a person does not wait for it, nor does a pipe for a room whose welcome came late, as that only ends
// with a /quit.
void Visit::finish(Talker &talker)
{
    bool said = talker.is_person() || bade_ ? out_.is_sent() : out_.is_empty();
    if (finished_ || !has_left(talker) || !said || !may_speak()) return;
    finished_ = true;
    halved_   = !guest_.is_welcome();
    if (talker.is_person()) leaves_by_ = {now() + kFarewell};
    if (halved_) shutdown(channel_.link().get(), SHUT_WR);
    else if (!bade_) out_.add("/quit");
}

// A room says that it has heard the /quit; from other servers nobody knows more than that they ended.
Visit::Outcome Visit::outcome_of_end(bool person) const
{
    if (!finished_) return Outcome::lost;
    return person || halved_ || guest_.has_left() ? Outcome::left : Outcome::unheard;
}

Visit::Outcome Visit::talk(Stop &stop, Talker &talker)
{
    for (;;) {
        pollfd      memory[2 + Talker::kSlots];
        Watch       watch(memory);
        Deadline    until;
        bool        unended = !ends_ && input_.has_part();
        Watch::Slot stopped = watch.add(stop.fd(), POLLIN), link;
        bool        waits   = !may_speak();
        bool        speaks  = !answers_.bytes().empty() || (!waits && !out_.unsent().empty()) || channel_.wants_to_send();
        short       events  = short((talker.has_room() && unheard_.empty() ? POLLIN : 0) | (speaks ? POLLOUT : 0));
        // One that has broken is ready without end, even where nothing is asked for.
        if (!ended_ && events) link = watch.add(channel_.link().get(), events);
        if (unended) until = {heard_ + kUnended};
        if (waits) until = until.or_sooner(may_speak_);
        until = until.or_sooner(leaves_by_);
        talker.prepare(watch, has_room());
        fault_ = watch.wait(until);
        if (fault_) return Outcome::broken;
        if (watch.ready(stopped)) return Outcome::interrupted;
        fault_ = talker.turn(watch, now());
        if (fault_) return Outcome::broken;
        if (watch.ready(link) && talker.has_room() && unheard_.empty()) fault_ = hear();
        listen(talker);
        if (!fault_) fault_ = speak(talker);
        if (fault_) return outcome_of_end(talker.is_person());
        finish(talker);
        bool over = ended_ && has_heard();
        if (finished_ && leaves_by_.passed(now())) return Outcome::left;
        if (over && (!finished_ || talker.is_quiet())) return outcome_of_end(talker.is_person());
    }
}
