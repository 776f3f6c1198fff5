#include "wire/own_nick.h"

#include "wire/grammar.h"
#include "wire/room_words.h"
#include "words/ascii.h"

static constexpr size_t kEpochDigits = 8;

void OwnNick::call(Text nick)
{
    size_ = smaller(nick.size, sizeof letters_);
    copy({reinterpret_cast<uint8_t *>(letters_), sizeof letters_}, bytes_of(nick.first(size_)));
}

bool OwnNick::hear_welcome(Text line, Text &epoch)
{
    if (!take_front(line, kWelcome) || line.size < kEpochDigits) return false;
    epoch = line.first(kEpochDigits);
    line  = line.after(kEpochDigits);
    if (!take_front(line, ": ") || !take_front(line, kYouAre)) return false;
    call(take_before(line, ";"));
    return true;
}

// Nobody else begins a line with three stars.
bool OwnNick::hear(Text line)
{
    if (!take_front(line, kStars)) return false;
    bool ours = take_front(line, kYouAre);
    if (ours || (take_front(line, text()) && take_front(line, kIsNow))) call(line);
    return ours;
}
