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

// Exchanges the two when `bit` is 1, in the same time as when it is 0.
static void exchange(Limb bit, Element a, Element b)
{
    for (int i = 0; i < kLimbs; i++) {
        Limb difference = (a[i] ^ b[i]) & (0 - bit);
        a[i] ^= difference;
        b[i] ^= difference;
    }
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
    ~Ladder() { forget(*this); }

    void climb(Key &to, const Key &secret, const Key &point);

private:
    void multiply(Element to, const Element a, const Element b);
    void step();
    void invert(Element to, const Element from);

    Element x1_, x2_ = {1}, z2_ = {}, x3_, z3_ = {1}, a_, b_;
    Limb    product_[2 * kLimbs];
};
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

// Doubles the point 2, and adds the point 3 to what it was: their difference is the point 1.
void Ladder::step()
{
    static constexpr Element kA24 = {121665};
    add(a_, x2_, z2_);
    subtract(b_, x2_, z2_);
    subtract(z2_, x3_, z3_);
    add(x3_, x3_, z3_);
    multiply(z2_, z2_, a_);
    multiply(x3_, x3_, b_);
    add(x2_, z2_, x3_);
    subtract(z3_, z2_, x3_);
    multiply(x3_, x2_, x2_);
    multiply(z3_, z3_, z3_);
    multiply(z3_, z3_, x1_);
    multiply(a_, a_, a_);
    multiply(b_, b_, b_);
    multiply(x2_, a_, b_);
    subtract(b_, a_, b_);
    multiply(z2_, b_, kA24);
    add(z2_, z2_, a_);
    multiply(z2_, z2_, b_);
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
    load(x1_, point);
    memcpy(x3_, x1_, sizeof x3_);
    // Clamped, a secret's bit 254 is set and 255, 2, 1 and 0 are clear.
    for (int bit = 254; bit >= 0; bit--) {
        Limb set = bit == 254 ? 1 : bit < 3 ? 0 : secret.bytes[bit / 8] >> bit % 8 & 1;
        exchange(set, x2_, x3_);
        exchange(set, z2_, z3_);
        step();
        exchange(set, x2_, x3_);
        exchange(set, z2_, z3_);
    }
    invert(a_, z2_);
    multiply(x2_, x2_, a_);
    store(to, x2_);
}

void x25519_public(Key &to, const Key &secret)
{
    Key base;
    base.bytes[0] = 9;
    Ladder().climb(to, secret, base);
}

bool x25519(Key &shared, const Key &secret, const Key &peer)
{
    Ladder().climb(shared, secret, peer);
    return !equal_secrets(shared.bytes, Key().bytes);
}
