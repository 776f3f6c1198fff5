#include "wire/guest.h"

#include "wire/grammar.h"
#include "wire/room_words.h"
#include "words/ascii.h"
#include "words/hex.h"
#include "words/pack.h"

// Nothing comes behind the line of this number.
static constexpr uint64_t kNotYet = UINT64_MAX;

// "*** sixpack room 0123abcd: you are guest-3; ..."
Text Guest::hear_welcome(Text line, Writer &answer)
{
    uint8_t epoch[4];
    Text    digits;
    OwnNick before = nick_;
    if (!nick_.hear_welcome(line, digits) || !from_hex(epoch, digits)) return line;

    uint32_t number = get_number<4, false>(epoch);
    bool     known  = ticket_size_ && number == epoch_;
    Text     nick   = known && !starts_with(before.text(), kGuest) ? before.text() : wanted_;
    welcomed_ = true;
    epoch_    = number;
    // To a new room nothing was said before, which it need not tell.
    counted_ = !known;
    if (!known) number_ = lone_ = ticket_size_ = 0, heard_ = before_ = 0;
    if (times_) answer.say("/time\n");
    answer.say("/since ", digits);
    if (known) answer.say(' ', number_, ' ', Text(ticket_, ticket_size_), ' ', lone_);
    else if (asks_) answer.say(" - - -");
    else answer.say(' ', kNotYet, " - -");
    answer.say(' ', nick, '\n');
    return known || !asks_ ? Text() : line;
}

// What is missing has no place of its own among the lines.
static bool is_gap(Text line) { return take_front(line, kStars) && take_front(line, kSkipped); }

// It is told once for each, and where its lines begin: those before are not to be told.
bool Guest::is_ticket(Text line)
{
    if (!take_front(line, kStars) || !take_front(line, kTicket)) return false;
    Text     ticket = take_before(line, " ");
    uint64_t number;
    if (ticket_size_ || ticket.size > sizeof ticket_ || !take_front(line, " ") || !parse_decimal(number, line)) return true;
    memcpy(ticket_, ticket.data, ticket.size);
    ticket_size_ = ticket.size;
    if (number > number_) number_ = number, lone_ = 1;
    return true;
}

// Has no place among the lines.
bool Guest::is_count(Text line)
{
    uint64_t total, before;
    if (!take_front(line, kStars) || !take_front(line, kHeard)) return false;
    Text first = take_before(line, " ");
    if (!parse_decimal(total, first) || !take_front(line, " ") || !parse_decimal(before, line)) return false;
    heard_   = uint32_t(total);
    before_  = uint32_t(before);
    counted_ = true;
    return true;
}

Text Guest::hear(Text line, Writer &answer)
{
    if (!welcomed_) return hear_welcome(line, answer);
    Text     rest   = line;
    Text     first  = take_before(rest, " ");
    uint64_t number = 0;
    bool     counts = parse_decimal(number, first);
    bool     alone  = first == "-";
    if ((counts || alone) && take_front(rest, " ")) line = rest;
    if (alone && is_count(line)) return {};
    if (counts) number_ = number, lone_ = 0;
    lone_ += alone && !is_gap(line);
    rest  = line;
    left_ = take_front(rest, kStars) && rest == kYouHaveLeft;
    return left_ || nick_.hear(line) || is_ticket(line) ? Text() : line;
}
