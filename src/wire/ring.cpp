#include "wire/ring.h"

Ring::Ring(Space memory) : memory_(memory)
{
    if (memory.size < 2 * sizeof(Head) || memory.size & (memory.size - 1)) __builtin_trap();
}

Ring::Head Ring::head_of(uint64_t place) const
{
    Head head;
    copy({reinterpret_cast<uint8_t *>(&head), sizeof head}, Bytes(at(place)).first(sizeof head));
    return head;
}

// Over the entry that the head is of.
void Ring::step(uint64_t &place, uint64_t &number, const Head &head)
{
    place += (sizeof head + head.size + sizeof head - 1) & ~(sizeof head - 1);
    if (head.audience != Audience::Kind::only) number++;
}

void Ring::put(Head head, Bytes entry)
{
    if (entry.size > longest()) __builtin_trap();
    head.size          = uint16_t(entry.size);
    uint64_t place     = head_;
    step(head_, numbered_, head);
    while (head_ - tail_ > memory_.size) step(tail_, lost_, head_of(tail_));

    memcpy(at(place).data, &head, sizeof head);
    Space  rest  = at(place + sizeof head);
    size_t front = smaller(rest.size, entry.size);
    copy(rest, entry.first(front));
    copy(memory_, entry.after(front));
}

void Ring::append_but(Cursor &author, Bytes entry)
{
    author.own++;
    put({author.serial, 0, Audience::Kind::all_but}, entry);
}

void Ring::append_for(Cursor &reader, Bytes entry)
{
    reader.lone++;
    put({reader.serial, 0, Audience::Kind::only}, entry);
}

Cursor Ring::newest(uint32_t serial) const
{
    Cursor cursor;
    cursor.place  = head_;
    cursor.number = numbered_;
    cursor.serial = serial;
    cursor.end = cursor.last = UINT64_MAX;
    return cursor;
}

// Whether it is the reader's own, or for it alone, and not heard again.
bool Ring::names(const Head &head, const Cursor &reader, uint64_t place)
{
    return head.audience != Audience::Kind::all && head.serial == reader.serial && place >= reader.fresh;
}

// Of the entries that name the cursor some may be lost: only the ring can tell.
void Ring::count_named(Cursor &cursor) const
{
    cursor.lone = cursor.own = 0;
    for (uint64_t place = tail_, number = 0; place < head_;) {
        Head head = head_of(place);
        if (names(head, cursor, place)) (head.audience == Audience::Kind::only ? cursor.lone : cursor.own)++;
        step(place, number, head);
    }
}

uint64_t Ring::catch_up(Cursor &cursor) const
{
    uint64_t place = smaller(tail_, cursor.end), number = smaller(lost_, cursor.last);
    if (cursor.place >= place) return 0;
    uint64_t lost = number - cursor.number + cursor.lone - cursor.own;
    cursor.place  = place;
    cursor.number = number;
    if (cursor.lone || cursor.own) count_named(cursor);
    return lost - cursor.lone + cursor.own;
}

void Ring::pass(Cursor &cursor, const Head &head) const
{
    if (names(head, cursor, cursor.place)) (head.audience == Audience::Kind::only ? cursor.lone : cursor.own)--;
    step(cursor.place, cursor.number, head);
}

// Moves the cursor up to the next entry that is for it.
bool Ring::seek(Cursor &cursor, Head &head) const
{
    if (cursor.place < smaller(tail_, cursor.end)) __builtin_trap();
    while (may_have_next(cursor)) {
        head       = head_of(cursor.place);
        bool alone = head.audience == Audience::Kind::only;
        if (names(head, cursor, cursor.place) == alone) return true;
        pass(cursor, head);
    }
    return false;
}

void Ring::view(uint64_t place, const Head &head, RingEntry &entry) const
{
    Space rest  = at(place + sizeof head);
    entry.front = rest.first(smaller<size_t>(rest.size, head.size));
    entry.back  = Bytes(memory_).first(head.size - entry.front.size);
}

bool Ring::next(Cursor &cursor, RingEntry &entry) const
{
    Head head;
    if (!seek(cursor, head)) return false;
    view(cursor.place, head, entry);
    pass(cursor, head);
    entry.number = head.audience == Audience::Kind::only ? 0 : cursor.number;
    return true;
}

bool Ring::tap(Cursor &cursor, RingEntry &entry, Audience &audience) const
{
    if (!may_have_next(cursor)) return false;
    if (cursor.place < tail_) __builtin_trap();
    Head head = head_of(cursor.place);
    audience  = {head.audience, head.serial};
    view(cursor.place, head, entry);
    step(cursor.place, cursor.number, head);
    return true;
}

void Ring::rewind(Cursor &cursor, uint64_t number) const
{
    Head head;
    seek(cursor, head);
    if (number >= cursor.number) return;
    cursor.fresh  = larger(cursor.fresh, cursor.place);
    cursor.place  = tail_;
    cursor.number = lost_;
    while (cursor.number < number) pass(cursor, head_of(cursor.place));
}

void Ring::resume(Cursor &cursor, uint32_t serial, uint64_t number, uint64_t lone) const
{
    Head head;
    cursor.serial = serial;
    cursor.place  = tail_;
    cursor.number = lost_;
    while (cursor.number < smaller(number, numbered_)) step(cursor.place, cursor.number, head_of(cursor.place));
    cursor.fresh = cursor.place;
    count_named(cursor);
    while (number >= lost_ && lone-- && seek(cursor, head) && head.audience == Audience::Kind::only) pass(cursor, head);
}
