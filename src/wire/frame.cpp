#include "wire/frame.h"

static Error broken(const char *why)
{
    return complaint(Exit::protocol, why);
}

void put_frame_head(Space to, uint8_t kind, uint32_t length)
{
    pack<"!BBHI">(to, kind, uint8_t(0), uint16_t(0), length);
}

bool put_frame(Buffer &out, uint8_t kind, Bytes payload)
{
    if (out.room() < kFrameHead + payload.size) return false;
    put_frame_head(out.space(), kind, uint32_t(payload.size));
    out.filled(kFrameHead);
    return out.put(payload);
}

static Bytes take(Bytes &input, size_t most)
{
    Bytes taken = input.first(smaller(input.size, most));
    input       = input.after(taken.size);
    return taken;
}

Error FrameReader::read_head(Bytes &input)
{
    Bytes more = take(input, kFrameHead - head_size_);
    copy(Space(head_).after(head_size_), more);
    head_size_ = uint8_t(head_size_ + more.size);
    if (head_size_ < kFrameHead) return {};

    uint8_t  kind, flags;
    uint16_t reserved;
    if (!unpack<"!BBHI">(head_, kind, flags, reserved, left_)) __builtin_trap();
    if (flags || reserved) return broken("a frame of a later version of the protocol");

    for (const FrameRule &rule : rules_)
        if (rule.kind == kind) rule_ = &rule;
    if (!rule_) return broken("a frame of an unknown kind");
    if (left_ < rule_->shortest || left_ > rule_->longest) return broken("a frame of a length that is not allowed");

    head_size_ = 0;
    payload_.clear();
    return {};
}

// True when the payload is whole.
bool FrameReader::gather(Bytes more)
{
    if (!payload_.put(more)) __builtin_trap();
    return !left_;
}

Error FrameReader::next(Bytes &input, FrameItem &item)
{
    item = {};
    if (!rule_) TRY(read_head(input));
    if (!rule_) return {};

    Bytes more = take(input, left_);
    left_ -= uint32_t(more.size);
    bool complete = rule_->streamed ? !more.empty() : gather(more);
    if (complete) item = {rule_->kind, rule_->streamed ? more : payload_.bytes()};
    if (!left_) rule_ = nullptr;
    return {};
}
