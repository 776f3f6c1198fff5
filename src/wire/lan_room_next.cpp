// What is told and said, and when.
#include "wire/lan_room.h"

static constexpr Millis   kTalkPause = {500};             // until it is announced
static constexpr uint32_t kSoonest = 15000, kLatest = 25000;
static constexpr Millis   kSilence = seconds(80);         // three announcements, and some
static constexpr Millis   kLastRepairs = seconds(1);      // of one who leaves
static constexpr Millis   kRepairSpacing = {10};
static constexpr Millis   kLeavePause = {200};
static constexpr uint8_t  kLeaves = 5;

using Kind = LanRoom::Action::Kind;

bool LanRoom::tell(Kind kind, const Peer *peer, Bytes bytes, Range range)
{
    action_ = {kind, peer, bytes, range};
    return true;
}

void LanRoom::leave(Millis now)
{
    leave_due_ = {now};
}

bool LanRoom::send(Parcel &parcel, Millis now)
{
    parcel.who     = rules_.id;
    parcel.counter = ++counter_;
    parcel.oldest  = oldest();
    parcel.age     = uint32_t((now - started_).count / 1000);
    return tell(Kind::send, nullptr, Bytes(out_).first(put_parcel(out_, parcel)));
}

bool LanRoom::send_talk(uint32_t number, Millis now)
{
    NickLine line = nick_line(sent_.text(number));
    Parcel   parcel;
    parcel.type   = ParcelType::talk;
    parcel.number = number;
    parcel.nick   = line.nick;
    parcel.rest   = bytes_of(line.text);
    return send(parcel, now);
}

// A change of nick is told before the line it came with, which stays held until then.
bool LanRoom::line_next(Peer &peer, Millis now)
{
    while (HeldLine *line = peer.gaps.in_turn(held_)) {
        NickLine said = nick_line(line->bytes());
        if (!(said.nick == peer.nick())) {
            rename(peer, said.nick, now);
            return told_rename();
        }
        peer.gaps.shown(*line, soon(now));
        if (!said.text.empty()) return tell(Kind::line, &peer, bytes_of(said.text));
    }
    return false;
}

bool LanRoom::told_rename()
{
    const Peer *peer = renamed_;
    renamed_         = nullptr;
    return tell(Kind::renamed, peer, bytes_of({old_nick_, old_size_}));
}

static Millis patience_with(const Peer &peer)
{
    return peer.kind == Peer::Kind::leaving ? kLastRepairs : kSilence;
}

bool LanRoom::end_next(Peer &peer, Millis now)
{
    bool  leaving = peer.kind == Peer::Kind::leaving, over = peer.heard + patience_with(peer) <= now;
    Range lost    = over ? peer.gaps.lost(held_) : peer.gaps.lost(held_, now);
    if (!lost.empty()) {
        peer.gaps.pass(lost.last, soon(now));
        return tell(Kind::lost, &peer, {}, lost);
    }
    if (!over && (!leaving || peer.gaps.missing())) return false;
    forget(peer, leaving ? Peer::Kind::departed : Peer::Kind::absent);
    return tell(leaving ? Kind::left : Kind::timed_out, &peer);
}

bool LanRoom::send_seek(const Peer &peer, Bytes ranges, Millis now)
{
    Parcel parcel;
    parcel.type  = ParcelType::seek;
    parcel.nonce = peer.id;
    parcel.rest  = ranges;
    return send(parcel, now);
}

bool LanRoom::prove_next(Peer &peer, Millis now)
{
    if (!peer.proof.due().passed(now)) return false;
    if (peer.proof.in_vain(now)) {
        forget(peer, Peer::Kind::nobody);
        return false;
    }
    peer.proof.asked(now);
    return send_seek(peer, {}, now);
}

bool LanRoom::peer_next(Peer &peer, Millis now)
{
    if (peer.kind == Peer::Kind::unproven) return prove_next(peer, now);
    if (peer.kind < Peer::Kind::arrived) return false;
    if (peer.kind == Peer::Kind::arrived) {
        peer.kind = Peer::Kind::present;
        settle(peer, now);
        return tell(Kind::joined, &peer);
    }
    if (line_next(peer, now) || end_next(peer, now)) return true;
    if (!peer.gaps.due().passed(now)) return false;

    RestWriter ranges;
    peer.gaps.wanted(ranges, held_);
    peer.gaps.asked(now);
    return send_seek(peer, ranges.bytes(), now);
}

bool LanRoom::talk_next(Millis now)
{
    if (talked_ < sent_.newest()) {
        announce_by(now + kTalkPause);
        return send_talk(++talked_, now);
    }
    if (!wanted_ || now < repair_due_) return false;
    repair_due_ = now + kRepairSpacing;
    for (uint32_t number = oldest(); number <= talked_; number++) {
        if (!(wanted_ & bit(number))) continue;
        wanted_ &= ~bit(number);
        repaired_ |= bit(number);
        return send_talk(number, now);
    }
    wanted_ = 0;
    return false;
}

bool LanRoom::announce_next(Millis now)
{
    Parcel parcel;
    if (!announce_due_.passed(now)) return false;
    announce_due_ = {now + jitter_.between(kSoonest, kLatest)};
    parcel.type   = ParcelType::announce;
    parcel.number = talked_;
    parcel.nick   = nick();
    parcel.rest   = proofs_.bytes();
    send(parcel, now);
    proofs_.clear();
    return true;
}

bool LanRoom::leave_next(Millis now)
{
    Parcel parcel;
    if (!leave_due_.passed(now)) return false;
    if (leaves_ == kLeaves) return tell(Kind::done);
    leaves_++;
    leave_due_    = {now + kLeavePause};
    parcel.type   = ParcelType::leave;
    parcel.number = talked_;
    return send(parcel, now);
}

bool LanRoom::peers_next(Millis now)
{
    for (Peer &peer : peers_)
        if (peer_next(peer, now)) return true;
    return false;
}

const LanRoom::Action &LanRoom::next(Millis now)
{
    action_ = {};
    if (named_) {
        named_ = false;
        tell(Kind::named);
    } else if (renamed_) {
        told_rename();
    } else if (!peers_next(now) && !talk_next(now) && !announce_next(now)) {
        leave_next(now);
    }
    return action_;
}

static Deadline due_of(const Peer &peer)
{
    if (peer.kind == Peer::Kind::unproven) return peer.proof.due();
    if (peer.kind < Peer::Kind::arrived) return Deadline::never();
    return peer.gaps.due().or_sooner({peer.heard + patience_with(peer)});
}

Deadline LanRoom::due() const
{
    if (named_ || renamed_ || talked_ < sent_.newest()) return {Millis{0}};
    Deadline first = announce_due_.or_sooner(leave_due_);
    if (wanted_) first = first.or_sooner({repair_due_});
    for (const Peer &peer : peers_) first = first.or_sooner(due_of(peer));
    return first;
}
