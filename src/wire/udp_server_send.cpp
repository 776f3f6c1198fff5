// What is sent to those who are there, and when.
#include "wire/udp_server.h"

#include "words/say.h"

static constexpr Millis kTrail = {500};
static constexpr Millis kSweep = seconds(1);
static constexpr Millis kSilence = seconds(65);         // three heartbeats, and some
static constexpr Millis kPlainSilence = seconds(300);   // until a word is asked for
static constexpr Millis kLastSilence = seconds(360);

using Kind = UdpServer::Action::Kind;

bool UdpServer::deliver(Audience to, Text line)
{
    if (line.size > kLongestTold) __builtin_trap();
    return lines_.append(to, bytes_of(line), delivered_);
}

bool UdpServer::send(Bytes to, size_t size)
{
    action_ = {Kind::send, 0, 0, to, Bytes(out_).first(size)};
    return true;
}

bool UdpServer::send(Bytes to, const Parcel &parcel)
{
    return send(to, put_parcel(out_, parcel));
}

bool UdpServer::send_plain(Bytes to, Text before, Text words, Text behind)
{
    Space place = copy(copy(copy(out_, bytes_of(before)), bytes_of(words)), bytes_of(behind));
    return send(to, sizeof out_ - place.size);
}

bool UdpServer::send_line(const UdpMember &member, uint32_t number, uint32_t behind, Bytes text)
{
    if (member.kind != UdpMember::Kind::member) {
        bool whole = member.times || !rules_.plain_line;
        return send_plain(member.address(), {}, whole ? text_of(text) : rules_.plain_line(text_of(text)), "\n");
    }
    Parcel parcel;
    parcel.type   = ParcelType::line;
    parcel.who    = member.token;
    parcel.number = number;
    parcel.oldest = behind;
    parcel.rest   = text;
    return send(member.address(), parcel);
}

bool UdpServer::send_alive(const UdpMember &member)
{
    Parcel parcel;
    parcel.type   = ParcelType::alive;
    parcel.who    = member.token;
    parcel.number = member.newest;
    parcel.oldest = lines_.oldest();
    return send(member.address(), parcel);
}

// The longest that is not more than three times what was paid for it.
bool UdpServer::challenge(Millis now)
{
    AddressCookie cookie = validator_.cookie(answer_.address(), now);
    Text          digits(cookie.digits, sizeof cookie.digits);
    if (answer_.paid >= 8) return send_plain(answer_.address(), "*** say ", digits, " to join\n");
    if (answer_.paid >= 4) return send_plain(answer_.address(), "say ", digits, "\n");
    if (answer_.paid >= 2) return send_plain(answer_.address(), {}, digits, answer_.paid >= 3 ? "\n" : "");
    return false;
}

bool UdpServer::answer_next(Millis now)
{
    static constexpr ParcelType kTypes[] = {ParcelType::retry, ParcelType::welcome, ParcelType::ack, ParcelType::alive,
                                            ParcelType::gone,  ParcelType::refused};
    if (!answer_.kinds) return false;
    size_t kind = size_t(__builtin_ctz(answer_.kinds));
    answer_.kinds &= uint8_t(answer_.kinds - 1);
    if (1 << kind == kChallenge) return challenge(now);
    if (answer_.plain) return send_plain(answer_.address(), "*** ", answer_.words, "\n");

    Parcel       &parcel = answer_.parcel;
    AddressCookie cookie = validator_.cookie(answer_.address(), now);
    parcel.type          = kTypes[kind];
    parcel.epoch         = rules_.epoch;
    parcel.cookie        = cookie.bytes;
    parcel.rest          = 1 << kind == kRefused ? bytes_of(answer_.words) : Bytes{};
    return send(answer_.address(), parcel);
}

bool UdpServer::repair_next()
{
    while (repairs_left_) {
        Repair &repair = repairs_[repairs_left_ - 1];
        Range  &range  = repair.range;
        UdpMember *member = find(repair.token);
        if (!member || range.empty()) {
            repairs_left_--;
            continue;
        }
        if (range.first < lines_.oldest()) {
            range.first = lines_.oldest();
            return send_alive(*member);
        }
        uint32_t behind = range.first - 1, number = range.first;
        while (number < range.last && !visible(number, *member)) number++;
        range.first = number + 1;
        return send_line(*member, number, behind, visible(number, *member) ? lines_.text(number) : Bytes{});
    }
    return false;
}

bool UdpServer::deliver_next(Millis now)
{
    while (delivered_ < lines_.newest()) {
        uint32_t number = delivered_ + 1;
        while (reached_ < top_) {
            UdpMember &member = members_[reached_++];
            if (!member.is_here() || member.newest >= number || !visible(number, member)) continue;
            uint32_t behind = member.newest;
            member.newest   = number;
            return send_line(member, number, behind, lines_.text(number));
        }
        reached_   = 0;
        delivered_ = number;
        trail_due_ = {now + kTrail};
    }
    return false;
}

bool UdpServer::trail_next(Millis now)
{
    if (!trail_due_.passed(now)) return false;
    while (trailed_ < top_) {
        const UdpMember &member = members_[trailed_++];
        if (member.kind == UdpMember::Kind::member) return send_alive(member);
    }
    trailed_   = 0;
    trail_due_ = {};
    return false;
}

bool UdpServer::sweep_next(Millis now)
{
    if (!sweep_due_.passed(now)) return false;
    while (swept_ < top_) {
        UdpMember &member = members_[swept_++];
        Millis  silent = now - member.heard;
        if (silent < kSilence) continue;
        if (member.kind == UdpMember::Kind::left) member.kind = UdpMember::Kind::nobody;
        if (member.kind == UdpMember::Kind::member || (member.is_here() && kLastSilence <= silent)) {
            action_ = {Kind::lost, uint16_t(&member - members_.data), member.serial};
            free(member);
            return true;
        }
        if (member.kind == UdpMember::Kind::plain && kPlainSilence <= silent) {
            member.kind = UdpMember::Kind::asked;
            return send_plain(member.address(), {}, "*** say something to stay", "\n");
        }
    }
    while (top_ && members_[top_ - 1].kind == UdpMember::Kind::nobody) top_--;
    swept_     = 0;
    sweep_due_ = top_ ? Deadline{now + kSweep} : Deadline::never();
    return false;
}

const UdpServer::Action &UdpServer::next(Millis now)
{
    action_ = {};
    if (!answer_next(now) && !repair_next() && !deliver_next(now) && !trail_next(now)) sweep_next(now);
    return action_;
}

Deadline UdpServer::due() const
{
    bool busy = answer_.kinds || repairs_left_ || delivered_ < lines_.newest();
    return busy ? Deadline{Millis{0}} : trail_due_.or_sooner(sweep_due_);
}
