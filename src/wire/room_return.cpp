// Programs that number what they hear, and come back when their connection has been lost.
#include "wire/room.h"

#include "crypto/hkdf.h"
#include "wire/grammar.h"
#include "wire/room_words.h"
#include "words/ascii.h"
#include "words/pack.h"

static constexpr size_t kSerialBytes = 4, kTicketBytes = kSerialBytes + 8, kTicketLetters = 2 * kTicketBytes;

// The serial, and 64 bits that nobody can guess without the secret.
Text Room::write_ticket(uint32_t serial, Span<char> to) const
{
    uint8_t ticket[kTicketBytes];
    Key     code;
    pack<"!I">(ticket, serial);
    Bytes front = Bytes(ticket).first(kSerialBytes);
    hmac(code, rules_.secret, {&front, 1});
    copy(Space(ticket).after(kSerialBytes), Bytes(code.bytes).first(kTicketBytes - kSerialBytes));
    to_hex(to, ticket);
    return {to.data, kTicketLetters};
}

// Who had the ticket may have been taken for lost meanwhile, and said so.
void Room::replace(Member &old, Member &member, const Instant &at)
{
    if (old.is_here()) {
        bool known = member.state == Member::State::present;
        if (known) begin(at.clock).say(kStars, member.name(), kIsNow, old.name()), ring_.append(begun());
        call(member, old.name());
        member.state = old.state;
    }
    old.state = Member::State::replaced;
    old.out   = {};
}

bool Room::come_back(Member &member, uint64_t number, Text ticket, Text others, const Instant &at)
{
    char     letters[kTicketLetters];
    uint8_t  bytes[kTicketBytes];
    uint64_t lone;
    if (rules_.secret.empty() || !from_hex(bytes, ticket) || !parse_decimal(lone, others)) return false;
    uint32_t serial = get_number<kSerialBytes, false>(bytes);
    if (!equal_secrets(bytes_of(write_ticket(serial, letters)), bytes_of(ticket))) return false;
    for (Member &old : members_) {
        bool away = old.state == Member::State::absent || old.state == Member::State::replaced;
        if (old.out.cursor.serial != serial || &old == &member) continue;
        member.out.before = larger(member.out.before, old.out.heard);
        old.out.heard     = 0;
        if (!away) replace(old, member, at);
    }
    tear(member.out);
    ring_.resume(member.out.cursor, serial, number, lone);
    return true;
}

// From where on it is told, which is `since` or, where that is none, as it is for newcomers. True where it is one that
// comes back, and has lines to be counted.
bool Room::begin_from(Member &member, Text since, Text ticket, Text others, const Instant &at)
{
    uint64_t number;
    if (!parse_decimal(number, since)) return recall(member.out, rules_.history), false;
    bool back = come_back(member, number, ticket, others, at);
    back ? tell(member, kYouAre, member.name()) : replay(member.out, number);
    uint64_t lost = ring_.lost_number();
    if (number < lost) member.out.skipped = lost - number;
    return others.size && others != kNone;
}

// EPOCH [NUMBER [TICKET OTHERS [NICK]]]
void Room::number_from(Member &member, Text words, const Instant &at)
{
    Outlet  &out = member.out;
    uint8_t  given[4];
    uint32_t epoch;
    char     letters[kTicketLetters];
    bool     ours  = from_hex(given, take_until(words, ' ')) && unpack<"!I">(given, epoch) && epoch == rules_.epoch;
    Text     since = take_until(words, ' '), ticket = take_until(words, ' '), others = take_until(words, ' ');
    bool     anew  = !out.numbered;
    out.numbered   = true;
    out.held       = false;
    bool returns   = begin_from(member, ours ? since : kNone, ticket, others, at);
    if (anew) out.heard = out.before, out.told = out.heard - returns;
    if (!rules_.secret.empty()) {
        uint64_t from = out.cursor.number;
        begin({}).say(kStars, kTicket, write_ticket(out.cursor.serial, letters), ' ', from);
        ring_.append_for(out.cursor, begun());
    }
    if (!words.empty()) rename(member, words, at);
}
