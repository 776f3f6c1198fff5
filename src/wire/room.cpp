// Who is in the room: coming, going, and who must pause.
#include "wire/room.h"

#include "wire/room_words.h"

// So many newcomers at once are announced by name. Of more, as when a switch has come back, nobody reads
// the names, and each would be sent to each.
static constexpr size_t kMostNamed = 8;

Room::Room(Ring &ring, Span<Member> places, const RoomRules &rules) : ring_(ring), members_(places), rules_(rules)
{
    if (ring.longest() < kLongestEntry) __builtin_trap();
}

void Room::call(Member &member, Text nick)
{
    if (nick.size > sizeof member.nick) __builtin_trap();
    memcpy(member.nick, nick.data, nick.size);
    member.nick_size = uint8_t(nick.size);
}

void Room::enter(Member &member)
{
    member            = {};
    member.out.cursor = ring_.newest(serial_++);
}

// The first one that is free, and preferably not to be remembered.
size_t Room::find_place() const
{
    size_t found = kNobody, place = 0;
    for (const Member &member : members_) {
        bool absent = member.state == Member::State::absent;
        if (absent && !member.out.heard) return place;
        if (absent && found == kNobody) found = place;
        place++;
    }
    return found;
}

size_t Room::join(const Instant &at)
{
    size_t place = find_place();
    if (place == kNobody) return kNobody;

    Member &member = members_[place];
    enter(member);
    size_t number = place + 1;
    while (find(begin({}).say(kGuest, number).text()) != kNobody) number += members_.size;
    call(member, line_.text());
    member.state         = Member::State::fresh;
    member.out.guest     = uint32_t(number);
    member.out.held      = !rules_.tapped;
    member.introduced_by = at.now + kIntroduction;
    due_                 = due_.or_sooner({member.introduced_by});
    if (rules_.tapped) welcome(begin({}), uint32_t(number)), ring_.append_for(member.out.cursor, begun());
    return place;
}

size_t Room::host(Text nick)
{
    if (serial_ || nick_fault(nick)) __builtin_trap();
    Member &member = members_[members_.size - 1];
    enter(member);
    call(member, nick);
    member.state = Member::State::present;
    return members_.size - 1;
}

void Room::introduce(Member &member, const Instant &at)
{
    if (member.state != Member::State::fresh) return;
    member.state    = Member::State::present;
    member.out.held = false;
    speak(member, at, kStars, kHasJoined, {});
}

// Nothing more is for it.
void Room::end(Member &member)
{
    member.state    = Member::State::leaving;
    member.out.held = false;
    ring_.end(member.out.cursor);
}

void Room::leave(Member &member, const char *why, Text words, const Instant &at)
{
    bool known = member.state == Member::State::present;
    end(member);
    if (!known) return;
    begin(at.clock).say(kStars, member.name(), kHasLeft, why, words.empty() ? "" : ": ", words);
    rules_.tapped ? ring_.append_but(member.out.cursor, begun()) : ring_.append(begun());
}

void Room::left(size_t index, Parting why, const Instant &at)
{
    Member &member = members_[index];
    uint32_t serial = member.out.cursor.serial, heard = member.out.heard;
    bool     known  = member.is_here();
    if (known) leave(member, kPartings[size_t(why)], {}, at);
    member                   = {};
    member.out.cursor.serial = serial;
    member.out.heard         = known ? heard : 0;
}

void Room::close(const Instant &at)
{
    begin(at.clock).say(kServerEnds);
    ring_.append(begun());
    for (Member &member : members_)
        if (member.is_here()) end(member);
}

void Room::charge(Member &member, Millis now)
{
    member.full_at = larger(member.full_at, now) + kLineShare;
    if (member.resumes_at.count > now.count) return;
    if (!rules_.bucket || member.full_at - now < Millis{rules_.bucket * kLineShare.count}) return;
    member.resumes_at = now + kPause;
    due_              = due_.or_sooner({member.resumes_at});
    tell(member, kSlowDown);
}

bool Room::may_read(size_t index, Millis now) const
{
    const Member &member = members_[index];
    return member.is_here() && member.resumes_at <= now;
}

static bool is_overdue(const Member &member, Millis now)
{
    return member.state == Member::State::fresh && member.introduced_by <= now;
}

void Room::turn(const Instant &at)
{
    if (!due_.passed(at.now)) return;
    size_t newcomers = 0;
    for (const Member &member : members_) newcomers += is_overdue(member, at.now);

    bool many = newcomers > kMostNamed;
    if (many) begin(at.clock).say(kStars, newcomers, kHaveJoined), ring_.append(begun());
    due_ = {};
    for (Member &member : members_) {
        if (is_overdue(member, at.now)) {
            if (member.out.held) recall(member.out, rules_.history);
            member.out.held = false;
            if (!many) introduce(member, at);
            member.state = Member::State::present;
        }
        if (member.state == Member::State::fresh) due_ = due_.or_sooner({member.introduced_by});
        if (at.now < member.resumes_at) due_ = due_.or_sooner({member.resumes_at});
    }
}
