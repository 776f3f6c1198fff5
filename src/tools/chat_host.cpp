#include "tools/chat.h"

#include "face/tell.h"

Error Host::open(Room &room, const Ring &ring)
{
    room_ = &room;
    ring_ = &ring;
    TRY(stop_.listen(restore_and_die));
    seat_ = room.host(rules_.nick);
    if (rules_.times) room.show_times(seat_);
    TRY(log_.open(rules_.log));
    logged_ = ring.newest(Ring::kNobody);
    TRY(talker_.open());
    prompt_as(talker_, rules_.nick);
    return {};
}

void Host::prepare(Watch &watch)
{
    stop_slot_ = watch.add(stop_.fd(), POLLIN);
    talker_.prepare(watch, true);
}

void Host::turn(const Watch &watch, const Instant &at)
{
    if (Error deaf = talker_.turn(watch, at.now)) exit_ = first_of(exit_, tell_broken(deaf));
    say(at);
    bool gone = talker_.is_person() && talker_.has_left();
    left_     = gone || watch.ready(stop_slot_) || room_->is_leaving(seat_);
}

// What is typed is said; and shown as the others see it.
void Host::say(const Instant &at)
{
    char memory[kLongestLine];
    for (Text line; talker_.has_room() && room_->may_read(seat_, at.now) && talker_.next(line);) {
        Writer to{Span<char>(memory)};
        Text   own = own_line(to, room_->nick(seat_), line, rules_.times);
        room_->said(seat_, line, at);
        if (talker_.is_person() && !own.empty() && !room_->is_leaving(seat_)) talker_.show(own);
    }
    if (talker_.is_person()) prompt_as(talker_, room_->nick(seat_));
}

void Host::show()
{
    char memory[2 * kLongestLine];
    while (talker_.has_room() && room_->has_lines(seat_)) {
        Text lines = room_->lines(seat_, memory);
        room_->sent(seat_, lines.size);
        for (size_t end; !lines.empty(); lines = lines.after(end + 1)) {
            end = position(lines, '\n');
            talker_.show(lines.first(end));
        }
    }
    keep_log();
}

Exit Host::close(Error fault)
{
    if (room_) show();
    talker_.close();
    if (Text(fault.words) == "open") return tell_error(rules_.log, fault);
    return fault ? tell_broken(fault) : first_of(exit_, log_.exit());
}

void Host::keep_log()
{
    RingEntry entry;
    if (log_) ring_->catch_up(logged_);
    while (log_ && ring_->next(logged_, entry)) log_.write(talker_, text_of(entry.front), text_of(entry.back));
}
