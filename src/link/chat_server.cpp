#include "link/chat_seat.h"

#include "words/carve.h"

#include <sys/socket.h>

// The last place in a room is that of who sits here.
void ChatServer::make_room(Space &memory, size_t members)
{
    Span<Member> places(carve<Member>(memory, members), members);
    room_ = carve<Room>(memory);
    new (room_) Room(*ring_, places, {.epoch = rules_.epoch, .history = rules_.history, .bucket = rules_.bucket, .secret = rules_.secret});
}

void ChatServer::make_relay(Space &memory, size_t parties)
{
    Span<BrokerPeer> places(carve<BrokerPeer>(memory, parties), parties);
    broker_ = carve<Broker>(memory);
    new (broker_) Broker(*ring_, places);
}

Error ChatServer::open(Span<const Address> addresses)
{
    bool   sealed = rules_.opening;
    size_t most   = seats(), members = most + 1, lent = sealed ? kChannelMemory + kSealedPiece : 0;
    size_t large  = sealed ? kLongestLeftover + 1 : 0;
    memory_       = most * (sizeof(Seat) + lent + (sealed ? sizeof(Channel) : 0)) +
              (rules_.raw ? members * sizeof(BrokerPeer) + sizeof(Broker) : members * sizeof(Member) + sizeof(Room)) +
              sizeof(Ring) + rules_.memory + 4 * kLongestLine + large;
    Space memory  = TRY(reserve(memory_));
    seats_        = carve<Seat>(memory, most);
    channels_     = sealed ? carve<Channel>(memory, most) : nullptr;
    ring_         = carve<Ring>(memory);
    new (ring_) Ring({carve<uint8_t>(memory, rules_.memory), rules_.memory});
    rules_.raw ? make_relay(memory, members) : make_room(memory, members);
    lent_    = memory.first(most * lent);
    scratch_ = memory.after(lent_.size);
    return door_.open(addresses);
}

void ChatServer::prepare(Watch &watch, Deadline &until)
{
    Millis time = now();
    if (room_) until = until.or_sooner(room_->due());
    door_.watch(watch, until);
    for (size_t i = 0; i < used_; i++) {
        Seat &seat = seats_[i];
        if (!seat.taken) continue;
        bool hears = !seat.ended && may_hear(seat, time);
        if (hears) until = until.or_sooner(seat.reader.due());
        if (!seat.joined) until = until.or_sooner({seat.came_at + kFirstWord});
        seat.deaf = !hears && !seat.has_unsent();
        seat.slot = watch.add(seat.socket().get(), short((hears ? POLLIN : 0) | (seat.has_unsent() ? POLLOUT : 0)));
    }
}

static Parting parting_of(Error error) { return error.code() == ETIMEDOUT ? Parting::timed_out : Parting::lost; }

Error ChatServer::turn(const Watch &watch, const Instant &at)
{
    if (room_) room_->turn(at);
    for (size_t i = 0; i < addresses().size; i++)
        if (door_.ready(watch, i)) TRY(welcome(i, at));
    for (size_t i = 0; i < used_; i++)
        if (seats_[i].taken) attend(seats_[i], watch, at);
    // What one of them has said is on its way to all before anybody waits again.
    for (size_t i = 0; i < used_; i++)
        if (seats_[i].joined) serve(seats_[i], at);
    return {};
}

bool ChatServer::may_hear(const Seat &seat, Millis now) const
{
    if (!seat.joined) return true;
    return room_ ? room_->may_read(seat.member, now) : broker_->may_hear(seat.member);
}

// One turn of what comes from there.
void ChatServer::attend(Seat &seat, const Watch &watch, const Instant &at)
{
    bool ready = watch.ready(seat.slot);
    if (ready && seat.deaf) return part(seat, seat.ended ? Parting::quit : Parting::lost, at);
    if (ready) seat.stopped = false;
    if (ready && !seat.ended && may_hear(seat, at.now)) {
        if (Error error = hear(seat, at)) return part(seat, parting_of(error), at);
    }
    if (seat.joined) return take_lines(seat, at);
    if (seat.came_at + kFirstWord <= at.now) part(seat, Parting::timed_out, at);
}

Error ChatServer::hear(Seat &seat, const Instant &at)
{
    Space space = scratch_;
    if (room_ && !seat.channel) space = space.first(smaller(space.size, seat.reader.space().size));
    Moved got = TRY(seat.receive(space));
    if (!seat.joined && seat.channel->is_open()) let_in(seat, at);
    room_ ? take_text(seat, space.first(got.size), at) : pass_on(seat, space.first(got.size));
    // Whether it has closed for good nobody can tell before a line or a keepalive goes there.
    seat.ended = got.ended;
    if (seat.ended) seat.reader.finish();
    if (seat.ended && seat.joined && room_) room_->ended(seat.member);
    return {};
}

// All are sent it before anything else is heard, which would overwrite it. Whom that fails for is found out later.
void ChatServer::pass_on(Seat &author, Bytes bytes)
{
    if (bytes.empty()) return;
    broker_->said(author.member, bytes);
    for (size_t i = 0; i < seats(); i++)
        if (seats_[i].joined) (void)speak(seats_[i]);
}

// What a sealed record holds is more than a reader has room for. Who has the key is heard then, however
// much it is.
void ChatServer::take_text(Seat &seat, Bytes text, const Instant &at)
{
    while (!text.empty()) {
        Space  to   = seat.reader.space();
        size_t size = smaller(to.size, text.size);
        copy(to, text.first(size));
        seat.reader.filled(size, at.now);
        text = text.after(size);
        take_lines(seat, at);
    }
}

void ChatServer::take_lines(Seat &seat, const Instant &at)
{
    Text line;
    while (room_ && (seat.channel || room_->may_read(seat.member, at.now))) {
        switch (seat.reader.next(line, at.now)) {
        case ChatLineReader::Event::nothing: return;
        case ChatLineReader::Event::line: room_->said(seat.member, line, at); break;
        case ChatLineReader::Event::too_long: room_->too_long(seat.member, at); break;
        }
    }
}

Bytes ChatServer::next_bytes(const Seat &seat)
{
    if (broker_) return broker_->next(seat.member);
    Span<char> to(reinterpret_cast<char *>(scratch_.data), 4 * kLongestLine);
    return room_->has_lines(seat.member) ? bytes_of(room_->lines(seat.member, to)) : Bytes();
}

// What has been sealed goes first.
Error ChatServer::speak(Seat &seat)
{
    bool marks = !seat.stopped && !seat.channel && seat.reader.take_mark();
    if (marks) TRY(seat.send(bytes_of(kTimingMark)));
    if (!seat.stopped && seat.has_unsent()) TRY(seat.send({}));
    while (!seat.stopped) {
        Bytes bytes = next_bytes(seat);
        if (bytes.empty()) break;
        Moved sent = TRY(seat.send(bytes));
        room_ ? room_->sent(seat.member, sent.size) : broker_->sent(seat.member, sent.size);
        seat.stopped = sent.size < bytes.size;
    }
    return {};
}

// Who has been told all there is for it may have to go.
void ChatServer::serve(Seat &seat, const Instant &at)
{
    if (Error error = speak(seat)) return part(seat, parting_of(error), at);
    if (broker_ && broker_->is_too_slow(seat.member)) return part(seat, Parting::too_slow, at);
    if (room_ && room_->is_replaced(seat.member)) return part(seat, Parting::lost, at);
    bool told = !seat.has_unsent() && room_ && !room_->has_lines(seat.member);
    if (told && room_->is_leaving(seat.member)) part(seat, Parting::quit, at);
}

// A stream with a hole in it has no good end.
void ChatServer::cut_off(const Seat &seat)
{
    linger at_once = {1, 0};
    setsockopt(seat.socket().get(), SOL_SOCKET, SO_LINGER, &at_once, sizeof at_once);
    if (rules_.notice && seat.member) rules_.notice(rules_.host, "cut off", seat.peer, "*** too slow");
}

void ChatServer::part(Seat &seat, Parting why, const Instant &at)
{
    if (seat.joined) room_ ? room_->left(seat.member, why, at) : broker_->left(seat.member);
    if (seat.channel && why != Parting::too_slow) seat.channel->finish();
    why == Parting::too_slow ? cut_off(seat) : (void)shutdown(seat.socket().get(), SHUT_WR);
    if (seat.channel) seat.channel->close();
    seat.link.reset();
    seat.taken = seat.joined = false;
    seated_--;
}
