#include "link/sender.h"

#include <fcntl.h>

static constexpr Millis kAliveEvery = seconds(10);
static constexpr Millis kLookAgain  = {50};

UploadSender::UploadSender(Channel &channel, Space memory, const SendRules &rules)
    : channel_(channel), out_(memory.after(kSealedPiece)), in_(memory.first(kSealedPiece)), pace_(rules.rate),
      patience_(rules.patience), raw_(rules.raw), machine_(heard_)
{
    if (raw_) control(channel_.link().get(), F_SETFL, O_NONBLOCK);
    spoke_at_ = now();
}

void UploadSender::begin(Source *source)
{
    source_     = source;
    start_      = at_ = confirmed_ = 0;
    why_        = {};
    moved_at_   = paced_from_ = now();
    words_size_ = 0;
}

void UploadSender::offer(const Offer &offer, Source *source)
{
    begin(source);
    stage_ = Stage::answer;
    machine_.offered(offer);
    if (!put_offer(out_, offer)) __builtin_trap();
}

uint64_t UploadSender::confirmed() const
{
    return raw_ ? at_ - out_.bytes().size - unconfirmed(channel_.link()) : confirmed_;
}

// From a failure of this file alone: the connection goes on.
void UploadSender::give_up(const Error &why)
{
    why_   = why;
    stage_ = Stage::giving_up;
}

void UploadSender::start_at(uint64_t offset)
{
    start_ = at_ = confirmed_ = offset;
    paced_from_ = now();
    stage_      = Stage::body;
    if (!put_number(out_, Verb::start, offset)) __builtin_trap();
}

Error UploadSender::accepted(const Prefix &held)
{
    hash_ = Sha256();
    held_ = held;
    if (held.size) stage_ = Stage::prefix;
    else start_at(0);
    return {};
}

// One piece of what the receiver holds already. Its bytes are ours if the digests agree; if not,
// the source has changed since, and everything is sent again.
Error UploadSender::hash_prefix()
{
    Space  space = out_.space();
    size_t most  = size_t(smaller<uint64_t>(space.size, held_.size - at_));
    size_t got   = TRY(source_->read(space.first(most)));
    hash_.update(space.first(got));
    at_ += got;
    say_alive();
    if (got && at_ < held_.size) return {};

    bool same = at_ == held_.size && hash_.finish() == held_.digest;
    if (!same) {
        hash_ = Sha256();
        TRY(source_->seek(0));
    }
    start_at(same ? held_.size : 0);
    return {};
}

Millis UploadSender::due() const { return pace_.due(paced_from_, at_ - start_); }

Error UploadSender::fill_with_end()
{
    TRY(source_->check_unchanged());
    if (source_->is_file() && at_ != source_->size())
        return complaint(Exit::file, "it changed while it was being sent");
    if (raw_) return leave();
    digest_ = hash_.finish();
    if (!put_prefix(out_, Verb::end, {at_, digest_})) __builtin_trap();
    machine_.ended();
    stage_ = Stage::verdict;
    return {};
}

// The next frame of data: read, hashed and framed in place.
Error UploadSender::fill()
{
    size_t head  = raw_ ? 0 : kFrameHead;
    Space  frame = out_.space(), space = frame.after(head);
    size_t most  = pace_.limit(space.size);
    if (source_->is_file()) most = size_t(smaller<uint64_t>(most, source_->size() - at_));
    size_t got = TRY(source_->read(space.first(most)));
    // The signal that ends us may have ended who feeds us, too: that end of input is no end of file.
    if (!got && !source_->is_file() && is_readable(stop_)) return {};
    if (!got) return fill_with_end();

    if (!raw_) {
        put_frame_head(frame, uint8_t(Verb::data), uint32_t(got));
        hash_.update(space.first(got));
    }
    out_.filled(head + got);
    at_ += got;
    return {};
}

// Also the answer to our own abandon, whose reason counts then.
Error UploadSender::refused(const Message &message)
{
    bool sending = stage_ == Stage::prefix || stage_ == Stage::body;
    if (why_ && stage_ == Stage::giving_up) return {};
    if (why_) return stage_ = Stage::idle, why_;

    copy({reinterpret_cast<uint8_t *>(words_), sizeof words_}, bytes_of(message.words));
    words_size_ = uint8_t(message.words.size);
    Exit  exit  = message.refusal == Refusal::digest ? Exit::verification : Exit::refused;
    Error error = complaint(exit, "refused by the receiver");
    if (sending) return give_up(error), Error{};
    stage_ = Stage::idle;
    return error;
}

Error UploadSender::receipt(const Prefix &stored)
{
    stage_ = Stage::idle;
    if (!source_) return {};
    if (stored.size != at_ || !(stored.digest == digest_))
        return complaint(Exit::verification, "the receiver stored something else");
    confirmed_ = at_;
    return {};
}

Error UploadSender::act(const Message &message)
{
    switch (message.kind) {
    case Verb::accept: return accepted(message.prefix);
    case Verb::refuse: return refused(message);
    case Verb::receipt: return receipt(message.prefix);
    case Verb::progress: confirmed_ = smaller(message.offset, at_); break;
    case Verb::alive:
    case Verb::offer:
    case Verb::start:
    case Verb::data:
    case Verb::end:
    case Verb::abandon: break;
    }
    return {};
}

Error UploadSender::hear(Bytes input)
{
    for (;;) {
        Message message;
        if (Error error = machine_.next(input, message)) return broken_ = true, error;
        if (message.kind == Verb{}) return {};
        TRY(act(message));
    }
}

Error UploadSender::lost(Error error)
{
    broken_ = true;
    if (why_) return why_;
    return error ? error : complaint(Exit::network, "connection lost");
}

Error UploadSender::receive()
{
    Result<Moved> got = channel_.receive(in_);
    if (got.error) return lost(got.error);
    if (raw_) return ended_ = got.value.ended, Error{};
    if (got.value.size) moved_at_ = now();
    TRY(hear(Bytes(in_).first(got.value.size)));
    return got.value.ended && busy() ? lost({}) : Error{};
}

// A receiver that has closed may have said why before: its words are worth more than the errno.
Error UploadSender::flush()
{
    Bytes waiting = out_.bytes();
    if (waiting.empty() && !channel_.wants_to_send()) return {};
    Result<Moved> sent = channel_.send(waiting);
    if (sent.error) {
        TRY(receive());
        return lost(sent.error);
    }
    out_.consumed(sent.value.size);
    blocked_ = sent.value.size < waiting.size || channel_.wants_to_send();
    if (!sent.value.size) return {};
    spoke_at_ = now();
    // Only data is proof of life: the kernel takes a stray alive for a dead receiver too.
    if (stage_ == Stage::body) moved_at_ = spoke_at_;
    return {};
}

void UploadSender::say_alive()
{
    Millis time = now();
    if (raw_ || !out_.bytes().empty() || time < spoke_at_ + kAliveEvery) return;
    put_words(out_, Verb::alive, "");
    spoke_at_ = time;
}

// Where the refusal that ends the file has come already, this is the end; else it is awaited.
Error UploadSender::abandon()
{
    bool answered = machine_.turn() == SenderEnd::Turn::idle;
    put_words(out_, Verb::abandon, why_.code() ? "it cannot be read" : why_.words);
    machine_.abandoned();
    stage_ = answered ? Stage::idle : Stage::verdict;
    return answered ? why_ : Error{};
}

Error UploadSender::work()
{
    bool  free = out_.bytes().empty();
    Error error;
    if (stage_ == Stage::leaving) linger();
    else if (stage_ == Stage::prefix && free) error = hash_prefix();
    else if (stage_ == Stage::body && free && due() <= now() && !awaits_source())
        error = sends_file() ? send_file() : fill();
    if (error && raw_) return lost(error);
    if (error) give_up(error);
    TRY(flush());
    return stage_ == Stage::giving_up && out_.bytes().empty() ? abandon() : Error{};
}

bool UploadSender::awaits_source() const
{
    return stage_ == Stage::body && out_.bytes().empty() && !source_->is_file() && !readable_;
}

bool UploadSender::must_wait(Millis time) const
{
    if (blocked_) return true;
    if (!out_.bytes().empty()) return false;
    if (stage_ == Stage::prefix || stage_ == Stage::giving_up) return false;
    return stage_ != Stage::body || time < due() || awaits_source();
}

Error UploadSender::wait(int stop)
{
    pollfd      memory[3];
    Watch       watch(memory);
    Watch::Slot source;
    Watch::Slot asked = watch.add(stop, POLLIN);
    watch.add(channel_.link().get(), short((ended_ ? 0 : POLLIN) | (blocked_ ? POLLOUT : 0)));
    if (awaits_source()) source = watch.add(source_->fd(), POLLIN);

    Deadline stalled = awaits_source() ? Deadline::never() : Deadline{moved_at_ + patience_};
    Deadline until   = stalled.or_sooner({spoke_at_ + kAliveEvery});
    if (stage_ == Stage::body && now() < due()) until = until.or_sooner({due()});
    if (stage_ == Stage::leaving) until = until.or_sooner({now() + kLookAgain});
    TRY(watch.wait(until));

    readable_ = watch.ready(source);
    stopped_  = watch.ready(asked) && awaits_source();
    say_alive();
    if (watch.any_ready() || !stalled.passed(now())) return {};
    return lost({"send", ETIMEDOUT, Exit::network});
}

Error UploadSender::step(int stop)
{
    stop_     = stop;
    readable_ = stopped_ = false;
    if (must_wait(now())) TRY(wait(stop));
    // Before the source is read: whoever feeds us may have been told to stop as well.
    if (stopped_) return {};
    TRY(receive());
    return busy() ? work() : Error{};
}
