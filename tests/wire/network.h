// For tests: a network that loses, doubles, delays and turns the order of datagrams round. Its clock is a
// variable, and chance a number to begin with.
#pragma once

#include "wire/parcel.h"
#include "words/clock.h"

// Marsaglia's xorshift32.
class Luck {
public:
    explicit Luck(uint32_t seed) : state_(seed * 2654435761u | 1) {}

    uint32_t below(uint32_t sides)
    {
        state_ ^= state_ << 13, state_ ^= state_ >> 17, state_ ^= state_ << 5;
        return state_ % sides;
    }
    bool     percent(uint32_t of_a_hundred) { return below(100) < of_a_hundred; }
    uint64_t wide() { return uint64_t(below(UINT32_MAX)) << 32 | below(UINT32_MAX); }

private:
    uint32_t state_;
};

// On its way from one address to another, of which there are only numbers.
struct Flight {
    int64_t  at;
    uint32_t from, to;
    uint16_t size;
    uint8_t  memory[kLongestDatagram];

    Bytes bytes() const { return Bytes(memory).first(size); }
};

// The last datagrams that somebody has seen.
class Recorder {
public:
    const Flight &keep(uint32_t from, uint32_t to, Bytes bytes)
    {
        Flight &flight = flights_[kept_++ % kPlaces];
        flight.from    = from;
        flight.to      = to;
        flight.size    = uint16_t(bytes.size);
        copy(flight.memory, bytes);
        return flight;
    }
    // Any one of them; of no size where there is none.
    Flight any(Luck &chance) const { return flights_[kept_ ? chance.below(uint32_t(smaller(kept_, kPlaces))) : 0]; }

private:
    static constexpr size_t kPlaces = 64;

    size_t kept_ = 0;
    Flight flights_[kPlaces] = {};
};

class LossyNetwork {
public:
    static constexpr size_t kFlights = 2048;

    void begin(Luck *chance, uint32_t loss, uint32_t delay)
    {
        chance_ = chance;
        loss_   = loss;
        delay_  = delay;
        count_  = 0;
        sent    = 0;
        for (size_t i = 0; i < kFlights; i++) heap_[i] = uint16_t(i);
    }
    void heal() { loss_ = 0; }

    // What there is no place for is lost.
    void post(uint32_t from, uint32_t to, Bytes bytes, int64_t now)
    {
        sent++;
        for (int copies = chance_->percent(10) ? 2 : 1; copies; copies--)
            if (!chance_->percent(loss_)) fly(from, to, bytes, now);
    }
    int64_t next() const { return count_ ? flights_[heap_[0]].at : INT64_MAX; }

    // The one that arrives first; there is one.
    const Flight &take()
    {
        uint16_t first = heap_[0];
        heap_[0]       = heap_[--count_];
        heap_[count_]  = first;
        sink(0);
        return flights_[first];
    }

    unsigned sent = 0;

private:
    bool before(size_t a, size_t b) const { return flights_[heap_[a]].at < flights_[heap_[b]].at; }
    void exchange(size_t a, size_t b)
    {
        uint16_t kept = heap_[a];
        heap_[a]      = heap_[b];
        heap_[b]      = kept;
    }
    void fly(uint32_t from, uint32_t to, Bytes bytes, int64_t now)
    {
        if (count_ == kFlights) return;
        Flight &flight = flights_[heap_[count_]];
        flight.at      = now + 1 + chance_->below(2 * delay_) + (chance_->percent(3) ? chance_->below(1000) : 0);
        flight.from    = from;
        flight.to      = to;
        flight.size    = uint16_t(bytes.size);
        copy(flight.memory, bytes);
        for (size_t at = count_++; at && before(at, (at - 1) / 2); at = (at - 1) / 2) exchange(at, (at - 1) / 2);
    }
    void sink(size_t at)
    {
        for (;;) {
            size_t least = at, left = 2 * at + 1;
            if (left < count_ && before(left, least)) least = left;
            if (left + 1 < count_ && before(left + 1, least)) least = left + 1;
            if (least == at) return;
            exchange(at, least);
            at = least;
        }
    }

    Luck  *chance_ = nullptr;
    uint32_t loss_ = 0, delay_ = 1;
    size_t   count_ = 0;
    uint16_t heap_[kFlights];  // numbers of flights: those under way, the first at the front, then the others
    Flight   flights_[kFlights];
};
