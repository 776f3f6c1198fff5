#include "crypto/x25519.h"

#include "crypto/limb.h"
#include "words/pack.h"

// An element of the field of p = 2^255 - 19, its least limb first: any number below 2^256 that is
// congruent to it.
constexpr int kLimbs = 32 / sizeof(Limb);
using Element        = Limb[kLimbs];

// Adds a small number, and returns what is carried out of the top.
static Carry add_small(Element to, Carry carry)
{
    for (int i = 0; i < kLimbs; i++) {
        carry += to[i];
        to[i] = Limb(carry);
        carry >>= kLimbBits;
    }
    return carry;
}

// Adds carry * 2^256, which is congruent to 38 * carry. When that carries once more, what it leaves is
// so small (or so large, where it borrows) that another 38 stay within the first limb.
static void fold(Element to, Carry carry)
{
    to[0] += Limb(add_small(to, carry * 38)) * 38;
}

static void add(Element to, const Element a, const Element b)
{
    Carry carry = 0;
    for (int i = 0; i < kLimbs; i++) {
        carry += Carry(a[i]) + b[i];
        to[i] = Limb(carry);
        carry >>= kLimbBits;
    }
    fold(to, carry);
}

static void subtract(Element to, const Element a, const Element b)
{
    Carry carry = 0;
    for (int i = 0; i < kLimbs; i++) {
        carry += Carry(a[i]) - b[i];
        to[i] = Limb(carry);
        carry >>= kLimbBits;
    }
    fold(to, carry);
}

// Takes away bit 255.
static Limb take_top(Element from)
{
    Limb &last = from[kLimbs - 1];
    Limb  top  = last >> (kLimbBits - 1);
    last       = last << 1 >> 1;
    return top;
}

static void load(Element to, const Key &from)
{
    for (int i = 0; i < kLimbs; i++) to[i] = get_number<sizeof(Limb), true>(from.bytes + i * sizeof(Limb));
    take_top(to);
}

// The only number below p. When 19 more do not reach 2^255, they were not to be added.
static void store(Key &to, Element from)
{
    add_small(from, Carry(take_top(from)) * 19 + 19);
    add_small(from, Carry(take_top(from)) * 19 - 19);
    for (int i = 0; i < kLimbs; i++) put_number<sizeof(Limb), true>(to.bytes + i * sizeof(Limb), from[i]);
}

// Montgomery's ladder (section 5), with the memory of its computations, to be wiped in one go.
namespace {
class Ladder {
public:
    Ladder();
    ~Ladder() { forget(*this); }

    void climb(Key &to, const Key &secret, const Key &point);

private:
    // The coordinates of the points 1, 2 and 3, those of 2 and 3 side by side; two more; a constant.
    enum Name : uint8_t { kX1, kX2, kZ2, kX3, kZ3, kA, kB, kA24, kElements };
    struct Formula {
        Name to, left;
        char sign;
        Name right;
    };
    static const Formula kStep[];

    void multiply(Element to, const Element a, const Element b);
    void exchange(Limb bit);
    void step();
    void invert(Element to, const Element from);

    Limb *at(Name name) { return elements_ + name * kLimbs; }

    Limb elements_[kElements * kLimbs] = {};
    Limb product_[2 * kLimbs];
};
}

Ladder::Ladder()
{
    *at(kX2)  = 1;
    *at(kZ3)  = 1;
    *at(kA24) = 121665;
}

void Ladder::multiply(Element to, const Element a, const Element b)
{
    memset(product_, 0, sizeof product_);
    for (int i = 0; i < kLimbs; i++) {
        Product carry = 0;
        for (int j = 0; j < kLimbs; j++) {
            carry += Product(a[i]) * b[j] + product_[i + j];
            product_[i + j] = Limb(carry);
            carry >>= kLimbBits;
        }
        product_[i + kLimbs] = Limb(carry);
    }
    Product carry = 0;
    for (int i = 0; i < kLimbs; i++) {
        carry += Product(product_[i + kLimbs]) * 38 + product_[i];
        to[i] = Limb(carry);
        carry >>= kLimbBits;
    }
    fold(to, Carry(carry));
}

// Exchanges the points 2 and 3 when `bit` is 1, in the same time as when it is 0.
void Ladder::exchange(Limb bit)
{
    for (int i = 0; i < 2 * kLimbs; i++) {
        Limb difference = (at(kX2)[i] ^ at(kX3)[i]) & (0 - bit);
        at(kX2)[i] ^= difference;
        at(kX3)[i] ^= difference;
    }
}

// A table, because calls take three times the bytes.
const Ladder::Formula Ladder::kStep[] = {
    {kA, kX2, '+', kZ2},
    {kB, kX2, '-', kZ2},
    {kZ2, kX3, '-', kZ3},
    {kX3, kX3, '+', kZ3},
    {kZ2, kZ2, '*', kA},
    {kX3, kX3, '*', kB},
    {kX2, kZ2, '+', kX3},
    {kZ3, kZ2, '-', kX3},
    {kX3, kX2, '*', kX2},
    {kZ3, kZ3, '*', kZ3},
    {kZ3, kZ3, '*', kX1},
    {kA, kA, '*', kA},
    {kB, kB, '*', kB},
    {kX2, kA, '*', kB},
    {kB, kA, '-', kB},
    {kZ2, kB, '*', kA24},
    {kZ2, kZ2, '+', kA},
    {kZ2, kZ2, '*', kB},
};

// Doubles the point 2, and adds the point 3 to what it was: their difference is the point 1.
void Ladder::step()
{
    for (const Formula &each : kStep) {
        Limb *to = at(each.to), *left = at(each.left), *right = at(each.right);
        if (each.sign == '*') multiply(to, left, right);
        else if (each.sign == '+') add(to, left, right);
        else subtract(to, left, right);
    }
}

// By Fermat: to the power of p - 2, of whose 255 bits only 2 and 4 are zero.
void Ladder::invert(Element to, const Element from)
{
    memcpy(to, from, sizeof(Element));
    for (int bit = 253; bit >= 0; bit--) {
        multiply(to, to, to);
        if (bit != 2 && bit != 4) multiply(to, to, from);
    }
}

void Ladder::climb(Key &to, const Key &secret, const Key &point)
{
    load(at(kX1), point);
    memcpy(at(kX3), at(kX1), sizeof(Element));
    // Clamped, a secret's bit 254 is set and 255, 2, 1 and 0 are clear: in the end nothing is exchanged.
    Limb exchanged = 0;
    for (int bit = 254; bit >= 0; bit--) {
        Limb set = bit == 254 ? 1 : bit < 3 ? 0 : secret.bytes[bit / 8] >> bit % 8 & 1;
        exchange(set ^ exchanged);
        exchanged = set;
        step();
    }
    invert(at(kA), at(kZ2));
    multiply(at(kX2), at(kX2), at(kA));
    store(to, at(kX2));
}

bool x25519(Key &shared, const Key &secret, const Key &peer)
{
    static constexpr uint8_t kZeros[32] = {};
    Ladder().climb(shared, secret, peer);
    return !equal_secrets(shared.bytes, kZeros);
}

void x25519_public(Key &to, const Key &secret)
{
    Key base;
    base.bytes[0] = 9;
    // Not of small order, so this says nothing.
    (void)x25519(to, secret, base);
}
