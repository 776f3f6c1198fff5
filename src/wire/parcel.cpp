#include "wire/parcel.h"

#include "crypto/chacha20poly1305.h"
#include "crypto/hkdf.h"

static constexpr uint8_t kMagic[] = {0xc6, 0x36, 0x50};
static constexpr uint8_t kPlain = 1, kSealed = 0x81;

// The fields, in their order.
static constexpr uint16_t kWho = 1, kNonce = 2, kCookies = 4, kCounter = 8, kNumber = 16, kOldest = 32, kEpoch = 64,
                          kAge = 128, kNick = 256, kNamed = 512, kSaid = 1024, kLine = 2048, kFilled = 4096,
                          kRanges = 8192, kIds = 16384;

static constexpr uint16_t kShapes[] = {
    0,
    kWho | kNonce | kCookies | kCounter | kNumber | kEpoch | kNick,
    kNonce | kCookies,
    kWho | kNonce | kNumber | kOldest | kEpoch,
    kNonce | kSaid | kFilled,
    kWho | kCounter | kNumber | kSaid | kFilled,
    kWho | kNumber,
    kWho | kNumber | kOldest | kLine,
    kWho | kCounter | kRanges | kFilled,
    kWho | kCounter | kNumber,
    kWho | kCounter | kNumber | kOldest,
    kWho | kCounter,
    kWho,
    kWho | kCounter | kNumber | kOldest | kAge | kNick | kNamed | kSaid,
    kWho | kCounter | kNumber | kOldest | kAge | kNick | kNamed | kIds,
    kWho | kNonce | kCounter | kRanges,
    kWho | kCounter | kNumber,
};
static_assert(sizeof kShapes / sizeof *kShapes == size_t(ParcelType::leave) + 1);

struct WideField {
    uint16_t bit;
    uint64_t Parcel::*place;
};
static constexpr WideField kWide[] = {{kWho, &Parcel::who}, {kNonce, &Parcel::nonce}};

struct NumberField {
    uint16_t bit;
    uint32_t Parcel::*place;
};
static constexpr NumberField kNumbers[] = {
    {kCounter, &Parcel::counter}, {kNumber, &Parcel::number}, {kOldest, &Parcel::oldest},
    {kEpoch, &Parcel::epoch},     {kAge, &Parcel::age},
};

static size_t longest_rest(uint16_t shape)
{
    if (shape & kLine) return kLongestTold;
    if (shape & kSaid) return kLongestSaid;
    if (shape & kRanges) return kMostRanges * sizeof(Range);
    return shape & kIds ? kMostIds * sizeof(uint64_t) : 0;
}

Range Parcel::range(size_t index) const
{
    Range range;
    if (!unpack<"!II">(rest.after(index * sizeof range), range.first, range.last)) __builtin_trap();
    return range;
}

bool Parcel::names(uint64_t id) const
{
    uint64_t other;
    for (Bytes ids = rest; unpack<"!Q">(ids, other); ids = ids.after(sizeof other))
        if (other == id) return true;
    return false;
}

bool RestWriter::add(Range range)
{
    if (place().empty()) return false;
    size_ += pack<"!II">(place(), range.first, range.last);
    return true;
}

bool RestWriter::add(uint64_t id)
{
    if (place().empty()) return false;
    size_ += pack<"!Q">(place(), id);
    return true;
}

bool is_parcel(Bytes datagram)
{
    return datagram.size >= sizeof kMagic && same(datagram.data, kMagic, sizeof kMagic);
}

static Space put_head(Space to, uint8_t version)
{
    to    = copy(to, kMagic);
    to[0] = version;
    return to.after(1);
}

size_t put_parcel(Space to, const Parcel &parcel)
{
    uint16_t shape = kShapes[size_t(parcel.type)];
    Space    place = put_head(to, kPlain);
    bool     fits  = parcel.nick.size <= kLongestNick && parcel.rest.size <= longest_rest(shape);
    if (!fits) __builtin_trap();
    place[0] = uint8_t(parcel.type);
    place    = place.after(1);
    for (const WideField &field : kWide)
        if (shape & field.bit) place = place.after(pack<"!Q">(place, parcel.*field.place));
    if (shape & kCookies) place = place.after(pack<"16s">(place, parcel.cookie));
    for (const NumberField &field : kNumbers)
        if (shape & field.bit) place = place.after(pack<"!I">(place, parcel.*field.place));
    if (shape & kNick) {
        place[0] = uint8_t(parcel.nick.size);
        place    = copy(place.after(1), bytes_of(parcel.nick));
    }
    if (longest_rest(shape)) place = copy(place, parcel.rest);
    return to.size - place.size;
}

// Takes a field off the front; false where it is cut.
static bool take(Bytes &from, Bytes &field, size_t size)
{
    if (from.size < size) return false;
    field = from.first(size);
    from  = from.after(size);
    return true;
}

template <Literal format, class Number> static bool take_number(Bytes &from, Number &number)
{
    if (!unpack<format>(from, number)) return false;
    from = from.after(sizeof number);
    return true;
}

static bool take_nick(Bytes &from, Text &nick, size_t least)
{
    uint8_t size;
    Bytes   letters;
    if (!take_number<"B">(from, size) || !take(from, letters, size)) return false;
    nick = text_of(letters);
    return size >= least && size <= kLongestNick;
}

static bool take_fields(Parcel &parcel, Bytes &from, uint16_t shape)
{
    for (const WideField &field : kWide)
        if (shape & field.bit && !take_number<"!Q">(from, parcel.*field.place)) return false;
    if (shape & kCookies && !take(from, parcel.cookie, kCookie)) return false;
    for (const NumberField &field : kNumbers)
        if (shape & field.bit && !take_number<"!I">(from, parcel.*field.place)) return false;
    return !(shape & kNick) || take_nick(from, parcel.nick, shape & kNamed ? 1 : 0);
}

static bool is_sound(const Parcel &parcel, uint16_t shape)
{
    if (parcel.number == UINT32_MAX || parcel.oldest == UINT32_MAX) return false;
    if (parcel.rest.size > longest_rest(shape) || (shape & kFilled && parcel.rest.empty())) return false;
    if (shape & (kRanges | kIds) && parcel.rest.size % 8) return false;
    for (size_t i = 0; shape & kRanges && i < parcel.ranges(); i++) {
        Range range = parcel.range(i);
        if (!range.first || range.empty()) return false;
    }
    return true;
}

bool read_parcel(Parcel &parcel, Bytes datagram)
{
    if (datagram.size < kParcelHead || !is_parcel(datagram) || datagram[3] != kPlain) return false;
    uint8_t type = datagram[4];
    if (!type || type > uint8_t(ParcelType::leave)) return false;
    parcel      = {};
    parcel.type = ParcelType(type);
    parcel.rest = datagram.after(kParcelHead);
    return take_fields(parcel, parcel.rest, kShapes[type]) && is_sound(parcel, kShapes[type]);
}

static void derive(Key &to, const Key &extracted, Bytes sender)
{
    static constexpr char kPurpose[] = "sixpack udpchat";
    uint8_t info[sizeof kPurpose - 1 + kSender];
    copy(copy(info, bytes_of(kPurpose)), sender);
    hkdf_expand(extracted, info, to.bytes);
}

static Nonce nonce_of(uint64_t counter)
{
    Nonce nonce;
    pack<"<4xQ">(nonce.bytes, counter);
    return nonce;
}

ParcelSealer::ParcelSealer(const Key &shared, Bytes sender)
{
    copy(sender_, sender.first(kSender));
    derive(key_, hkdf_extract({}, shared.bytes), sender_);
}

size_t ParcelSealer::seal(Space datagram, size_t size)
{
    Space plain  = datagram.first(size).after(4);
    Space sealed = datagram.after(kSealedHead).first(plain.size + kTag);
    memmove(sealed.data, plain.data, plain.size);
    Space place = copy(put_head(datagram, kSealed), sender_);
    pack<"!Q">(place, ++counter_);
    ::seal(key_, nonce_of(counter_), datagram.first(kSealedHead), sealed.first(plain.size), sealed);
    return size + kSealedOverhead;
}

ParcelOpener::ParcelOpener(const Key &shared) : extracted_(hkdf_extract({}, shared.bytes)) {}

Bytes ParcelOpener::open(Space datagram) const
{
    uint64_t counter;
    if (datagram.size < kSealedHead + kTag || !is_parcel(datagram) || datagram[3] != kSealed) return {};
    Bytes head = datagram.first(kSealedHead), sender = head.after(4).first(kSender);
    if (!unpack<"!Q">(head.after(4 + kSender), counter)) __builtin_trap();

    Key   key;
    Space sealed = datagram.after(kSealedHead), plain = sealed.first(sealed.size - kTag);
    derive(key, extracted_, sender);
    if (!unseal(key, nonce_of(counter), head, sealed, plain)) return {};

    Space parcel = datagram.after(kSealedHead - 4).first(4 + plain.size);
    put_head(parcel, kPlain);
    return parcel;
}

bool ReplayWindow::accept(uint32_t counter)
{
    if (counter > newest_) {
        uint32_t ahead = counter - newest_;
        bits_   = ahead < 64 ? bits_ << ahead | 1 : 1;
        newest_ = counter;
        return true;
    }
    uint32_t behind = newest_ - counter;
    if (behind >= 64 || bits_ >> behind & 1) return false;
    bits_ |= uint64_t(1) << behind;
    return true;
}
