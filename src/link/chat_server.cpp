#include "link/chat_server.h"

#include "words/carve.h"

#include <sys/socket.h>

// With a key: for those who have not shown yet that they have it.
static constexpr Millis   kFirstWord = seconds(10);
static constexpr uint32_t kStrangers = 30;

static constexpr size_t kAtOnce = 64;  // connections accepted in a turn

// A connection. Zeros are a free seat; its number is its place in the room as well.
struct ChatServer::Seat {
    ChatLineReader reader;
    Fd             link;
    Channel       *channel;  // null: plain
    Address        peer;
    Millis         came_at;
    size_t         member;
    Watch::Slot    slot;
    bool           deaf;     // asked for nothing in that
    bool           taken;
    bool           joined;   // the room
    bool           ended;    // has sent all it had
    bool           stopped;  // takes nothing at the moment

    const Fd &socket() const { return channel ? channel->link() : link; }
    Result<Moved> receive(Space to) { return channel ? channel->receive(to) : receive_some(link, to); }
    Result<Moved> send(Bytes from) { return channel ? channel->send(from) : send_some(link, from); }
    bool has_unsent() const { return stopped || (channel && channel->wants_to_send()); }
};

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

Text ChatServer::fault_of(const Address &peer) const
{
    if (!is_allowed(rules_.allowed, peer)) return "*** this address is not allowed\n";
    if (rules_.once && came_) return "*** one is served, and no other\n";

    uint32_t same = 0, strangers = 0;
    for (size_t i = 0; i < used_; i++) {
        const Seat &seat = seats_[i];
        if (!seat.taken) continue;
        same += seat.peer.ip() == peer.ip();
        strangers += !seat.joined;
    }
    if (same >= rules_.per_address) return "*** too many connections from this address\n";
    return seated_ == seats() && !strangers ? Text(kRoomIsFull) : Text();
}

// Strangers to a key keep out nobody: the one that has had the longest time to show it goes.
void ChatServer::make_place(const Instant &at)
{
    Seat  *oldest    = nullptr;
    size_t strangers = 0;
    for (size_t i = 0; i < used_; i++) {
        Seat &seat = seats_[i];
        if (!seat.taken || seat.joined) continue;
        if (!oldest || seat.came_at < oldest->came_at) oldest = &seat;
        strangers++;
    }
    if (!oldest || (seated_ < seats() && strangers < kStrangers)) return;
    if (rules_.notice) rules_.notice(rules_.host, "turned away", oldest->peer, "*** others wait as well");
    part(*oldest, Parting::timed_out, at);
}

bool ChatServer::is_over() const
{
    bool here = false;
    for (size_t i = 0; i < used_; i++) here |= seats_[i].taken && seats_[i].joined;
    return came_ && !here;
}

// Strangers to a key are told nothing, nor is a stream of bytes.
void ChatServer::turn_away(Fd link, const Address &peer, Text why)
{
    if (link && !rules_.opening && !rules_.raw && !send_some(link, bytes_of(why)).error) shutdown(link.get(), SHUT_WR);
    if (rules_.notice) rules_.notice(rules_.host, "turned away", peer, why);
}

// Lets in who is waiting, up to a number: those who are here have their turn, too.
Error ChatServer::welcome(size_t door, const Instant &at)
{
    for (size_t i = 0; i < kAtOnce; i++) {
        Address    peer;
        Result<Fd> link = door_.accept(door, peer);
        if (link.error && !is_shortage(link.error)) return link.error;
        if (!link.error && !link.value) return {};
        Text why = link.error ? Text("*** no descriptors or memory left\n") : fault_of(peer);
        if (why.empty()) make_place(at), TRY(seat(move(link.value), peer, at));
        else turn_away(move(link.value), peer, why);
        if (link.error) return {};
    }
    return {};
}

ChatServer::Seat &ChatServer::take_seat(const Address &peer, Millis now)
{
    size_t place = 0;
    while (seats_[place].taken) place++;
    Seat &seat   = *new (seats_ + place) Seat{};
    seat.peer    = peer;
    seat.came_at = now;
    seat.taken   = true;
    seated_++;
    used_ = larger(used_, place + 1);
    return seat;
}

Error ChatServer::seat(Fd link, const Address &peer, const Instant &at)
{
    Seat &seat = take_seat(peer, at.now);
    if (!rules_.opening) {
        seat.link = move(link);
        return let_in(seat, at), Error{};
    }
    size_t lent  = lent_.size / seats(), place = size_t(&seat - seats_);
    seat.channel = new (channels_ + place) Channel;
    return seat.channel->begin(move(link), Role::responder, rules_.opening, lent_.after(place * lent).first(lent));
}

Result<Fd> ChatServer::sit_down()
{
    int ends[2];
    if (socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends) < 0) return failure("make", Exit::other);
    Seat &seat = take_seat({}, {});
    seat.link  = Fd(ends[0]);
    let_in(seat, {});
    return Fd(ends[1]);
}

void ChatServer::let_in(Seat &seat, const Instant &at)
{
    seat.member = room_ ? room_->join(at) : broker_->join();
    seat.joined = came_ = true;
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
