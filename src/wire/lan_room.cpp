// What is heard. What is said, and told: lan_room_next.cpp.
#include "wire/lan_room.h"

#include "words/ascii.h"
#include "words/say.h"
#include "words/utf8.h"

static constexpr Millis   kRepairPause = {100};
static constexpr uint32_t kUnsent = 8;  // lines at the most

NickLine nick_line(Bytes held)
{
    Bytes rest = held.after(1);
    return {text_of(rest.first(held[0])), text_of(rest.after(held[0]))};
}

LanRoom::LanRoom(const LanRules &rules, Span<Peer> peers, Span<HeldLine> places, Backlog &sent, Text nick, Millis now)
    : rules_(rules), peers_(peers), held_(places), sent_(sent), jitter_(uint32_t(rules.id)), started_(now)
{
    set_nick(nick);
    wish_size_    = uint8_t(nick.size);
    memcpy(wish_, nick.data, nick.size);
    announce_due_ = {soon(now)};
}

void LanRoom::set_nick(Text nick)
{
    if (nick.empty() || nick.size > sizeof nick_) __builtin_trap();
    memcpy(nick_, nick.data, nick.size);
    nick_size_ = uint8_t(nick.size);
}

bool LanRoom::append(Text nick, Text line)
{
    uint8_t  memory[kLongestTold];
    uint32_t number = sent_.newest() + 1;
    if (number > talked_ + kUnsent) return false;
    memory[0]  = uint8_t(nick.size);
    Space rest = copy(copy(Space(memory).after(1), bytes_of(nick)), bytes_of(line));
    if (!sent_.append({}, Bytes(memory).first(sizeof memory - rest.size), talked_)) return false;
    wanted_ &= ~bit(number);
    return true;
}

bool LanRoom::say(Text line)
{
    if (line.empty() || line.size > kLongestSaid) __builtin_trap();
    return append(nick(), line);
}

bool LanRoom::rename(Text nick)
{
    if (is_taken(nick) || !append(nick, {})) return false;
    set_nick(nick);
    memcpy(wish_, nick.data, nick.size);
    wish_size_ = uint8_t(nick.size);
    return true;
}

bool LanRoom::is_taken(Text nick) const
{
    for (const Peer &peer : peers_)
        if (peer.kind >= Peer::Kind::arrived && same_ignoring_case(peer.nick(), nick)) return true;
    return false;
}

// The front of a nick that leaves place for a number within the room's limits: 24 characters and 72 bytes.
static Text shortened(Text nick)
{
    size_t size = 0;
    for (int characters = 0; characters < 20 && size < nick.size; characters++) {
        size_t length = larger<size_t>(first_character(nick.after(size)).length, 1);
        if (size + length > kLongestNick - 4) break;
        size += length;
    }
    return nick.first(size);
}

void LanRoom::give_way()
{
    Text base = shortened({wish_, wish_size_});
    char letters[kLongestNick];
    for (unsigned number = 2;; number++) {
        Writer other(letters);
        other.say(base, '-', number);
        if (is_taken(other.text())) continue;
        set_nick(other.text());
        break;
    }
    append(nick(), {});
    named_ = true;
}

// The one with the higher id is told again who has this nick, for it may not know yet.
void LanRoom::settle(const Peer &peer, Millis now)
{
    if (!same_ignoring_case(peer.nick(), nick())) return;
    if (peer.id < rules_.id) give_way();
    else announce_by(soon(now));
}

Peer *LanRoom::find(uint64_t id)
{
    for (Peer &peer : peers_)
        if (peer.kind != Peer::Kind::nobody && peer.id == id) return &peer;
    return nullptr;
}

void LanRoom::forget(Peer &peer, Peer::Kind kind)
{
    held_.forget(peer.gaps);
    peer.kind = kind;
}

static void set_nick_of(Peer &peer, Text nick)
{
    memcpy(peer.nick_memory, nick.data, nick.size);
    peer.nick_size = uint8_t(nick.size);
}

// In the place that is free for the longest time; null where all others are here.
Peer *LanRoom::admit(const Parcel &parcel, Millis now)
{
    Peer *place = nullptr;
    for (Peer &peer : peers_) {
        if (peer.kind > Peer::Kind::absent) continue;
        bool better = !place || peer.kind < place->kind || (peer.kind == place->kind && peer.heard < place->heard);
        if (better) place = &peer;
    }
    if (!place) return nullptr;
    bool     younger = parcel.age <= (now - started_).count / 1000;
    uint32_t first   = parcel.type == ParcelType::talk ? parcel.number : parcel.number + 1;
    *place           = {};
    place->kind      = rules_.proof ? Peer::Kind::unproven : Peer::Kind::arrived;
    place->id        = parcel.who;
    place->gaps      = Gaps(younger ? 1 : larger(first, 1u));
    place->proof     = Asking(soon(now));
    set_nick_of(*place, parcel.nick);
    announce_by(soon(now));
    return place;
}

void LanRoom::heard(Bytes datagram, Millis now)
{
    Parcel parcel;
    if (!read_parcel(parcel, datagram) || parcel.type < ParcelType::talk || parcel.who == rules_.id) return;
    bool named = parcel.type == ParcelType::talk || parcel.type == ParcelType::announce;
    if (named && rules_.is_nick && !rules_.is_nick(parcel.nick)) return;
    Peer *peer = find(parcel.who);
    if (!peer && named) peer = admit(parcel, now);
    if (peer) {
        if (peer->kind == Peer::Kind::departed || !peer->window.accept(parcel.counter)) return;
        listen(*peer, parcel, datagram, now);
    }
    if (parcel.type == ParcelType::seek) seek(parcel, peer, now);
}

void LanRoom::rename(Peer &peer, Text nick, Millis now)
{
    renamed_  = &peer;
    old_size_ = peer.nick_size;
    memcpy(old_nick_, peer.nick_memory, old_size_);
    set_nick_of(peer, nick);
    settle(peer, now);
}

void LanRoom::listen(Peer &peer, const Parcel &parcel, Bytes datagram, Millis now)
{
    if (peer.kind == Peer::Kind::absent) {
        peer.kind = parcel.type == ParcelType::leave ? Peer::Kind::departed : Peer::Kind::arrived;
        announce_by(soon(now));
    }
    if (peer.kind != Peer::Kind::leaving) peer.heard = now;
    if (parcel.type == ParcelType::seek) return;

    peer.gaps.known(parcel.number, parcel.oldest, soon(now));
    bool unproven = peer.kind == Peer::Kind::unproven;
    if (parcel.type == ParcelType::talk) {
        size_t size = 1 + parcel.nick.size + parcel.rest.size;
        if (!unproven) held_.put(peer.gaps, {parcel.number, parcel.number}, datagram.after(datagram.size - size));
        return;
    }
    if (parcel.type == ParcelType::leave) {
        if (unproven) forget(peer, Peer::Kind::nobody);
        if (peer.is_here()) peer.kind = Peer::Kind::leaving;
        return;
    }
    if (unproven && parcel.names(rules_.id)) peer.kind = Peer::Kind::arrived;
    // A nick belongs to a line: it is told when that line has been.
    bool newer = !peer.gaps.missing() && peer.gaps.next() == parcel.number + 1;
    if (peer.is_here() && newer && !(peer.nick() == parcel.nick)) rename(peer, parcel.nick, now);
}

void LanRoom::seek(const Parcel &parcel, const Peer *from, Millis now)
{
    bool ours = parcel.nonce == rules_.id;
    if (ours && !parcel.ranges()) {
        proofs_.add(parcel.who);
        announce_by(soon(now));
    }
    Peer *of = ours ? nullptr : find(parcel.nonce);
    for (size_t i = 0; i < parcel.ranges(); i++) {
        Range range = parcel.range(i);
        if (ours) want(range, now);
        else if (of && from && from->is_here() && range.holds(of->gaps.next())) of->gaps.defer(now + Millis{200});
    }
}

// What was repaired for somebody else a moment ago is on its way.
void LanRoom::want(Range range, Millis now)
{
    if (period_ <= now) {
        repaired_before_ = period_ + kRepairPause <= now ? 0 : repaired_;
        repaired_        = 0;
        period_          = now + kRepairPause;
    }
    uint32_t last = smaller(range.last, talked_);
    for (uint32_t number = larger(range.first, oldest()); number <= last; number++) wanted_ |= bit(number);
    wanted_ &= ~(repaired_ | repaired_before_);
}

uint32_t LanRoom::oldest() const
{
    uint32_t newest = sent_.newest();
    return larger(sent_.oldest(), newest > kRepairable ? newest - kRepairable + 1 : 1);
}
