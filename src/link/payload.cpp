#include "link/payload.h"

// The most that stands around a chunk.
static constexpr size_t kChunkFrame = 18 + kChunkEnd.size;

void Payload::describe(Request &request) const
{
    request.content = text.data || source ? Content::counted : Content::none;
    request.length  = source ? source->size() : text.size;
    if (!repeats()) request.content = Content::chunked;
}

Error PayloadReader::begin(const Payload &payload)
{
    payload_ = payload;
    repeats_ = payload.repeats();
    left_    = payload.source ? payload.source->size() : payload.text.size;
    ended_   = repeats_ && !left_;
    return payload.source && repeats_ ? payload.source->seek(0) : Error{};
}

Error PayloadReader::next(Buffer &out)
{
    if (!payload_.source) return next_of_text(out);
    return repeats_ ? next_of_file(out) : next_of_stream(out);
}

Error PayloadReader::next_of_text(Buffer &out)
{
    Bytes rest  = payload_.text.after(payload_.text.size - size_t(left_));
    Bytes piece = rest.first(smaller(rest.size, out.room()));
    out.put(piece);
    left_ -= piece.size;
    ended_ = !left_;
    return {};
}

// A file that does not keep what was promised is found out before its end, which the server then misses.
Error PayloadReader::next_of_file(Buffer &out)
{
    Space  space = out.space();
    size_t got   = TRY(payload_.source->read(space.first(size_t(smaller<uint64_t>(space.size, left_)))));
    ended_       = got == left_;
    if (ended_ || !got) TRY(payload_.source->check_unchanged());
    if (!got) return complaint(Exit::file, "it changed while it was being sent");
    out.filled(got);
    left_ -= got;
    return {};
}

// How long a chunk's head is depends on what is read, so it is read behind where it goes.
Error PayloadReader::next_of_stream(Buffer &out)
{
    Space space = out.space().after(kChunkFrame);
    Space read  = space.first(TRY(payload_.source->read(space)));
    put_chunk_head(out, read.size);
    memmove(out.space().data, read.data, read.size);
    out.filled(read.size);
    out.put(bytes_of(kChunkEnd));
    ended_ = read.empty();
    return {};
}
