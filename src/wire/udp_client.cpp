#include "wire/udp_client.h"

static constexpr Millis  kHeartbeat = seconds(20), kUnanswered = seconds(2), kSilence = seconds(60);
static constexpr Millis  kReordering = {50};      // what comes later than that is taken for lost
static constexpr Millis  kRetryPause = {200};     // against a RETRY for every HELLO
static constexpr Millis  kByePause = {50};
static constexpr uint8_t kByes = 3;
static constexpr uint8_t kSlowest = 3;            // every so many doublings of a second

using Kind = UdpClient::Action::Kind;

void UdpClient::join(uint64_t nonce, Millis now)
{
    state_  = State::hello;
    nonce_  = nonce;
    jitter_ = Jitter(uint32_t(nonce));
    times_  = 0;
    due_    = {now};
    end_    = Kind::wait;
}

bool UdpClient::say(Text line)
{
    if (line.empty() || line.size > kLongestSaid) __builtin_trap();
    return confirm_.say(bytes_of(line));
}

// Nobody has to be told who never came in.
void UdpClient::leave(Millis now)
{
    times_     = state_ == State::joined ? 0 : kByes;
    state_     = State::leaving;
    due_       = {now};
    hello_due_ = {};
}

void UdpClient::welcome(const Parcel &parcel, Millis now)
{
    bool same_room = token_ && parcel.epoch == epoch_;
    if (parcel.who != token_) confirm_.forgotten();
    fresh_ |= state_ != State::joined;
    state_     = State::joined;
    token_     = parcel.who;
    epoch_     = parcel.epoch;
    due_       = {now + kHeartbeat};
    hello_due_ = {};
    if (!same_room) {
        held_.forget(gaps_);
        gaps_ = Gaps(asks_ ? parcel.oldest : parcel.number + 1);
    }
    gaps_.known(parcel.number, parcel.oldest, now);
}

void UdpClient::finish(Kind why, Bytes words)
{
    end_   = why;
    words_ = words;
}

void UdpClient::heard(Bytes datagram, Millis now)
{
    Parcel parcel;
    if (state_ == State::idle || state_ == State::leaving || !read_parcel(parcel, datagram)) return;
    bool ours = state_ == State::joined && parcel.who == token_, answers = parcel.nonce == nonce_;
    switch (parcel.type) {
    case ParcelType::retry:
        if (!answers) return;
        copy(cookie_, parcel.cookie);
        hello_due_  = {larger(now, retried_at_ + kRetryPause)};
        retried_at_ = hello_due_.at;
        return;
    case ParcelType::welcome:
        if (!answers || !parcel.oldest) return;
        welcome(parcel, now);
        break;
    case ParcelType::refused:
        if (answers && state_ == State::hello) finish(Kind::refused, parcel.rest);
        return;
    case ParcelType::ack:
        if (!ours) return;
        confirm_.confirmed(parcel.number);
        due_ = {now + kHeartbeat};
        break;
    case ParcelType::line:
        if (!ours || parcel.oldest >= parcel.number) return;
        held_.put(gaps_, {parcel.oldest + 1, parcel.number}, parcel.rest);
        gaps_.known(parcel.number, 0, now + kReordering);
        break;
    case ParcelType::alive:
        if (!ours) return;
        gaps_.known(parcel.number, parcel.oldest, now + kReordering);
        if (!parcel.counter || parcel.counter != pinged_) break;
        due_     = {now + kHeartbeat};
        settled_ = asked_ && asked_ <= pinged_;
        break;
    case ParcelType::gone:
        if (ours) finish(Kind::gone, {});
        return;
    default: return;
    }
    heard_ = now;
    times_ = 0;
}

bool UdpClient::tell(Kind kind, Bytes bytes, Range range)
{
    action_ = {kind, bytes, range};
    return true;
}

bool UdpClient::send(Parcel &parcel)
{
    parcel.who     = token_;
    parcel.counter = ++counter_;
    return tell(Kind::send, Bytes(out_).first(put_parcel(out_, parcel)));
}

bool UdpClient::hello()
{
    Parcel parcel;
    parcel.type   = ParcelType::hello;
    parcel.nonce  = nonce_;
    parcel.cookie = cookie_;
    parcel.number = gaps_.next() - 1;
    parcel.epoch  = epoch_;
    parcel.nick   = nick_;
    hello_due_    = {};
    return send(parcel);
}

bool UdpClient::end(Kind why)
{
    state_     = State::idle;
    hello_due_ = {};
    end_       = Kind::wait;
    return tell(why, words_);
}

bool UdpClient::event(Millis now)
{
    if (fresh_) {
        fresh_ = false;
        return tell(Kind::joined);
    }
    while (HeldLine *line = gaps_.in_turn(held_)) {
        gaps_.shown(*line, now + kReordering);
        if (line->size) return tell(Kind::line, line->bytes());
    }
    // What is missing may still come, from the same room at another time.
    if (end_ != Kind::wait) return end(end_);
    Range lost = gaps_.lost(held_, now);
    if (lost.empty()) return false;
    gaps_.pass(lost.last, now + kReordering);
    return tell(Kind::lost, {}, lost);
}

// What a member has to say by itself.
bool UdpClient::speak(Millis now)
{
    Parcel parcel;
    if (heard_ + kSilence <= now) return end(Kind::gone);
    switch (confirm_.step(now, jitter_)) {
    case Confirm::Step::wait: break;
    case Confirm::Step::give_up: {
        Bytes text = confirm_.text();
        confirm_.drop();
        return tell(Kind::undelivered, text);
    }
    case Confirm::Step::send:
        parcel.type   = ParcelType::say;
        parcel.number = confirm_.number();
        parcel.rest   = confirm_.text();
        return send(parcel);
    }
    if (settled_ && !gaps_.missing()) return leave(now), repeat(now);
    if (gaps_.due().passed(now)) {
        RestWriter ranges;
        gaps_.wanted(ranges, held_);
        gaps_.asked(now);
        parcel.type = ParcelType::want;
        parcel.rest = ranges.bytes();
        return send(parcel);
    }
    bool asks = finishes_ && idle() && !asked_;
    if (!due_.passed(now) && !asks) return false;
    due_    = {now + kUnanswered};
    pinged_ = counter_ + 1;
    if (asks) asked_ = pinged_;
    parcel.type   = ParcelType::ping;
    parcel.number = gaps_.next() - 1;
    return send(parcel);
}

bool UdpClient::repeat(Millis now)
{
    if (state_ == State::idle || !due_.passed(now)) return false;
    if (state_ == State::hello) {
        due_ = {now + seconds(1 << times_)};
        if (times_ < kSlowest) times_++;
        return hello();
    }
    if (times_++ == kByes) return end(Kind::left);
    due_ = {now + kByePause};
    Parcel bye;
    bye.type = ParcelType::bye;
    return send(bye);
}

const UdpClient::Action &UdpClient::next(Millis now)
{
    action_ = {};
    if (event(now)) return action_;
    if (hello_due_.passed(now)) hello();
    else if (state_ == State::joined) speak(now);
    else repeat(now);
    return action_;
}

Deadline UdpClient::due() const
{
    Deadline first = state_ == State::idle ? Deadline::never() : due_.or_sooner(hello_due_);
    if (state_ != State::joined) return first;
    return first.or_sooner(gaps_.due()).or_sooner(confirm_.due()).or_sooner({heard_ + kSilence});
}
