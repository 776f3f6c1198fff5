// Who is there, and what is heard of them. What is sent: udp_server_send.cpp.
#include "wire/udp_server.h"

static constexpr Millis   kWantPause = {40};   // no client of ours asks again sooner
static constexpr uint32_t kMostWanted = 32;    // numbers for one WANT

using Kind = UdpServer::Event::Kind;

UdpMember *UdpServer::find(uint64_t token)
{
    size_t index = token & 0xffff;
    if (index >= top_) return nullptr;
    UdpMember &member = members_[index];
    return member.kind == UdpMember::Kind::member && member.token == token ? &member : nullptr;
}

UdpMember *UdpServer::find_by_nonce(uint64_t nonce)
{
    for (UdpMember &member : members_.first(top_)) {
        bool with_nonce = member.kind == UdpMember::Kind::left || member.kind == UdpMember::Kind::member;
        if (with_nonce && member.nonce == nonce) return &member;
    }
    return nullptr;
}

UdpMember *UdpServer::find_plain(Bytes address)
{
    for (UdpMember &member : members_.first(top_))
        if (member.kind > UdpMember::Kind::member && member.address() == address) return &member;
    return nullptr;
}

static void move_to(UdpMember &member, Bytes address)
{
    member.address_size = uint8_t(address.size);
    copy(member.address_memory, address);
}

// The first of the last so many lines that a newcomer gets.
uint32_t UdpServer::first_for(const UdpMember &member) const
{
    uint32_t first = member.newest + 1, left = rules_.history;
    for (uint32_t number = member.newest; left && number >= lines_.oldest(); number--) {
        if (!visible(number, member)) continue;
        first = number;
        left--;
    }
    return first;
}

// Null where there is no place, and then the answer says why.
UdpMember *UdpServer::admit(UdpMember::Kind kind, Bytes from, Millis now)
{
    UdpMember *place = nullptr;
    uint32_t   near  = 0;
    for (UdpMember &member : members_.first(smaller(top_ + 1, members_.size))) {
        if (member.is_here()) near += rules_.same_host && rules_.same_host(member.address(), from);
        else if (!place || member.kind < place->kind) place = &member;
    }
    answer_.words = near >= rules_.per_host ? "too many from your address" : "the room is full";
    if (!place || near >= rules_.per_host) {
        answer(kRefused);
        return nullptr;
    }
    size_t index = size_t(place - members_.data);
    sweep_due_   = sweep_due_.or_sooner({now + seconds(1)});
    top_         = larger(top_, index + 1);
    size_++;
    *place        = {};
    place->kind   = kind;
    place->serial = ++serials_;
    place->token  = validator_.token(serials_) << 16 | index;
    place->newest = delivered_ + (index < reached_);
    place->first  = first_for(*place);
    place->heard  = now;
    move_to(*place, from);
    return place;
}

void UdpServer::free(UdpMember &member)
{
    member.kind = UdpMember::Kind::left;
    size_--;
}

void UdpServer::remove(uint16_t index)
{
    UdpMember &member = members_[index];
    if (!member.is_here()) __builtin_trap();
    if (member.kind == UdpMember::Kind::member) {
        address_answer(member.address());
        answer_.parcel.who = member.token;
        answer(kGone);
    }
    free(member);
}

void UdpServer::tell(Kind kind, const UdpMember &member, Text text)
{
    event_ = {kind, uint16_t(&member - members_.data), member.serial, text};
}

// Answers that were still to be sent elsewhere are lost like a datagram.
void UdpServer::address_answer(Bytes to)
{
    if (!(answer_.address() == to)) answer_.kinds = 0;
    answer_.address_size = uint8_t(to.size);
    copy(answer_.address_memory, to);
}

const UdpServer::Event &UdpServer::heard(Bytes from, Bytes datagram, Millis now)
{
    Parcel parcel;
    event_  = {};
    answer_ = {};
    address_answer(from);
    answer_.paid = datagram.size;
    if (!is_parcel(datagram)) {
        if (rules_.plain) listen_plain(from, text_of(datagram), now);
        return event_;
    }
    if (!read_parcel(parcel, datagram)) return event_;
    answer_.parcel      = parcel;
    answer_.parcel.rest = {};
    if (parcel.type == ParcelType::hello) greet(from, parcel, now);
    else listen(from, parcel, now);
    return event_;
}

void UdpServer::greet(Bytes from, const Parcel &hello, Millis now)
{
    if (!validator_.is_valid(from, hello.cookie, now)) return answer(kRetry);
    UdpMember *known = find(hello.who);
    if (!known) known = find_by_nonce(hello.nonce);
    UdpMember *member = known ? known : admit(UdpMember::Kind::member, from, now);
    if (!member || !member->is_here() || !member->window.accept(hello.counter)) return;
    move_to(*member, from);
    member->nonce = hello.nonce;
    member->heard = now;

    bool returns = hello.who && hello.epoch == rules_.epoch;
    answer_.parcel.who    = member->token;
    answer_.parcel.number = member->newest;
    answer_.parcel.oldest = returns ? lines_.oldest() : member->first;
    answer(kWelcome);
    if (!known) tell(Kind::joined, *member, hello.nick);
}

static bool is_from_member(ParcelType type)
{
    return type == ParcelType::say || type == ParcelType::want || type == ParcelType::ping || type == ParcelType::bye;
}

void UdpServer::listen(Bytes from, const Parcel &parcel, Millis now)
{
    if (!is_from_member(parcel.type)) return;
    UdpMember *member = find(parcel.who);
    if (!member) return answer(kGone);
    if (!member->window.accept(parcel.counter)) return;
    if (parcel.type == ParcelType::bye) {
        tell(Kind::left, *member);
        return free(*member);
    }
    member->heard        = now;
    answer_.parcel.nonce = member->nonce;
    if (!(member->address() == from)) answer(kRetry);
    if (parcel.type == ParcelType::want) return want(*member, parcel, now);
    if (parcel.type == ParcelType::say) {
        if (parcel.number <= member->said) return answer(kAck);
        return tell(Kind::said, *member, parcel.text());
    }
    answer_.parcel.number = member->newest;
    answer_.parcel.oldest = lines_.oldest();
    answer(kAlive);
}

void UdpServer::accept(const Event &said)
{
    UdpMember &member = members_[said.member];
    if (member.kind != UdpMember::Kind::member) return;
    member.said = answer_.parcel.number;
    answer(kAck);
}

// The last repair is made first.
void UdpServer::want(UdpMember &member, const Parcel &parcel, Millis now)
{
    if (now < member.wanted + kWantPause) return;
    member.wanted = now;
    Range  wanted[kMostRanges];
    size_t count = 0;
    for (uint32_t left = kMostWanted; left && count < parcel.ranges(); count++) {
        Range &range = wanted[count] = parcel.range(count);
        range.last   = smaller(smaller(range.last, member.newest), range.first + left - 1);
        if (!range.empty()) left -= range.count();
    }
    for (; count && repairs_left_ < kRepairs; count--) repairs_[repairs_left_++] = {member.token, wanted[count - 1]};
}

static Text without_newline(Text line)
{
    if (line.size && line[line.size - 1] == '\n') line.size--;
    if (line.size && line[line.size - 1] == '\r') line.size--;
    return line;
}

void UdpServer::listen_plain(Bytes from, Text datagram, Millis now)
{
    Text    line   = without_newline(datagram);
    UdpMember *member = find_plain(from);
    answer_.plain  = true;
    if (member) {
        member->kind  = UdpMember::Kind::plain;
        member->heard = now;
        if (!line.empty()) tell(Kind::said, *member, line);
        return;
    }
    if (!rules_.unasked && !validator_.is_valid(from, bytes_of(line), now)) return answer(kChallenge);
    member = admit(UdpMember::Kind::plain, from, now);
    if (!member) return;
    tell(Kind::joined, *member);
    event_.again = rules_.unasked;
}
