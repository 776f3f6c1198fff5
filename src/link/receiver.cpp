#include "link/receiver.h"

#include "system/directory.h"
#include "wire/name.h"
#include "words/reason.h"
#include "words/say.h"

#include <sys/socket.h>

static constexpr char     kTooLarge[]    = "it is larger than allowed (--max-size)";
static constexpr Millis   kProgressEvery = {200};
static constexpr Millis   kAliveEvery    = seconds(5);
static constexpr uint64_t kWorthCounting = 4096;
static constexpr unsigned kRawNames      = 10000;

// An answer and a refusal behind it. A sender that waits for its answers, as all must, never leaves less.
static constexpr size_t kRoomForAnswers = 300;

UploadReceiver::UploadReceiver(const StoreRules *rules, Millis time)
    : rules_(rules), machine_({heard_, sizeof heard_}), out_({unsent_, sizeof unsent_}), alive_at_(time)
{
}

// What came of a stream is no start for another one.
void UploadReceiver::close()
{
    if (size_known()) sink_.close();
    else sink_.discard();
    splicer_.close();
    hashing_ = false;
}

void UploadReceiver::remember(const Offer &offer)
{
    copy({reinterpret_cast<uint8_t *>(letters_), sizeof letters_}, bytes_of(offer.name));
    name_        = {letters_, offer.name.size};
    offer_       = offer;
    offer_.name  = name_;
    upload_      = {};
    upload_.size = offer.size;
}

static Refusal refusal_for(const Error &error)
{
    switch (error.code()) {
    case EEXIST:
    case EISDIR:
    case ENOTEMPTY: return Refusal::exists;
    case EBUSY: return Refusal::busy;
    case ENOSPC:
    case EDQUOT:
    case EFBIG: return Refusal::space;
    case 0: return error.exit() == Exit::verification ? Refusal::digest : Refusal::other;
    default: return Refusal::storage;
    }
}

void UploadReceiver::refuse(Refusal code, Error error)
{
    hashing_ = false;
    put_refusal(out_, code, reason(error));
    machine_.refused();
    upload_.state = Upload::State::refused;
    upload_.error = error;
}

void UploadReceiver::refuse(Refusal code, const char *why)
{
    refuse(code, complaint(Exit::refused, why));
}

// Ends the file under way, for reasons of ours; the connection goes on. What the disk or the
// digest has spoiled is no start for a later attempt.
void UploadReceiver::fail(Error error)
{
    Refusal code = refusal_for(error);
    bool    kept = code == Refusal::exists || code == Refusal::busy;
    if (kept) sink_.close();
    else sink_.discard();
    refuse(code, error);
}

Error UploadReceiver::open_sink()
{
    if (rules_->output) return sink_.open_output(rules_->output, rules_->replace);
    Text name;
    Fd   parent = TRY(open_parent(rules_->directory, name_, &name));
    return sink_.open_part(move(parent), name, rules_->replace && !rules_->raw);
}

// Into the file asked for, or the first free one of upload-1, upload-2, ...
Error UploadReceiver::open_raw()
{
    Error  error;
    Writer name{Span<char>(letters_)};
    offer_.flags = Offer::size_unknown;
    for (unsigned number = 1; number < kRawNames; number++) {
        name.clear();
        name_ = rules_->output ? rules_->output : name.say("upload-", number).text();
        error = open_sink();
        bool taken = error.code() == EEXIST || error.code() == EBUSY;
        if (!taken || rules_->output) break;
    }
    if (error) return error;
    splicer_.open();
    return sink_.restart();
}

Result<bool> UploadReceiver::pour(const Fd &link, Space scratch, Millis time)
{
    char peeked;
    if (!active()) {
        bool nothing = !recv(link.get(), &peeked, 1, MSG_PEEK | MSG_DONTWAIT);
        if (nothing && !rules_->output) return true;
        TRY(open_raw());
    }
    alive_at_  = time;
    bool ended = TRY(splicer_.receive(link, sink_, SIZE_MAX, scratch)).ended;
    if (sink_.size() > rules_->max_size) return complaint(Exit::refused, kTooLarge);
    if (ended) TRY(commit());
    return ended;
}

// Offers that cannot become a file here are refused before anything is opened.
static const char *offer_fault(const Offer &offer, const StoreRules &rules, bool stored)
{
    bool directory = offer.type == Offer::directory;
    if (const char *fault = name_fault(offer.name, true)) return fault;
    if (rules.output && (stored || directory)) return "one file is taken here, and no more";
    bool deep = directory || position(offer.name, '/') < offer.name.size;
    return deep && !rules.recursive ? "directories are not taken here (-r would)" : nullptr;
}

void UploadReceiver::decide(Millis time)
{
    if (const char *fault = offer_fault(offer_, *rules_, stored_)) return refuse(Refusal::name, fault);
    if (offer_.size > rules_->max_size) return refuse(Refusal::space, kTooLarge);
    if (offer_.type != Offer::directory) return retry(time);

    Error error = make_directory(rules_->directory, offer_.name, offer_.mode);
    if (error) return fail(error);
    put_prefix(out_, Verb::receipt, {});
    machine_.received();
    upload_.state     = Upload::State::stored;
    upload_.directory = true;
}

// What an earlier attempt left is kept where it can be a start, and there must be room for the rest.
Error UploadReceiver::prepare()
{
    bool wanted   = rules_->resume && !(offer_.flags & Offer::from_start) && size_known();
    bool too_long = sink_.size() > offer_.size;
    if (!wanted || too_long) TRY(sink_.restart());
    bool fits = !size_known() || offer_.size - sink_.size() <= sink_.free_space();
    return fits ? Error{} : Error{"receive", ENOSPC, Exit::file};
}

void UploadReceiver::retry(Millis time)
{
    Error error   = open_sink();
    bool  busy    = error.code() == EBUSY;
    upload_.state = busy ? Upload::State::contested : Upload::State::nothing;
    if (busy) return;
    if (!error) error = prepare();
    if (error) return fail(error);

    alive_at_ = told_at_ = time;
    hashed_ = counted_ = 0;
    hash_    = Sha256();
    hashing_ = sink_.size() > 0;
    if (!hashing_) accept();
}

void UploadReceiver::accept()
{
    hashing_ = false;
    put_prefix(out_, Verb::accept, {sink_.size(), hash_.finish()});
    machine_.accepted(sink_.size());
}

void UploadReceiver::work(Space scratch, Millis time)
{
    Result<size_t> got = sink_.read_back(scratch, hashed_);
    if (got.error) return fail(got.error);
    hash_.update(scratch.first(got.value));
    hashed_ += got.value;
    alive_at_ = time;
    if (!got.value || hashed_ >= sink_.size()) return accept();
    if (told_at_ + kAliveEvery < time && put_words(out_, Verb::alive, "")) told_at_ = time;
}

void UploadReceiver::start(uint64_t offset)
{
    upload_.continued = offset;
    if (offset || machine_.turn() == ReceiverEnd::Turn::skipping) return;
    hash_ = Sha256();
    if (Error error = sink_.restart()) fail(error);
}

// Progress is worth a few bytes five times a second, but never worth waiting for.
void UploadReceiver::report_progress(Millis time)
{
    if (time < told_at_ + kProgressEvery || wants_to_send()) return;
    put_number(out_, Verb::progress, sink_.size());
    told_at_ = time;
}

void UploadReceiver::store(Bytes data, Millis time)
{
    if (machine_.turn() == ReceiverEnd::Turn::skipping) return;
    Error error = sink_.size() + data.size > rules_->max_size ? complaint(Exit::refused, kTooLarge)
                                                              : sink_.write(data);
    if (error) return fail(error);
    hash_.update(data);
    counted_ += data.size;
    if (counted_ >= kWorthCounting) {
        counted_  = 0;
        alive_at_ = time;
    }
    report_progress(time);
}

Error UploadReceiver::commit()
{
    TRY(sink_.commit({offer_.mode, size_known(), offer_.mtime_seconds, offer_.mtime_nanoseconds}));
    stored_       = true;
    upload_.state = Upload::State::stored;
    upload_.size  = sink_.size();
    return {};
}

void UploadReceiver::finish(const Prefix &claimed)
{
    if (machine_.turn() != ReceiverEnd::Turn::verdict) return;
    upload_.digest = hash_.finish();
    if (!(upload_.digest == claimed.digest))
        return fail(complaint(Exit::verification, "the digest is not the sender's"));
    if (Error error = commit()) return fail(error);
    put_prefix(out_, Verb::receipt, {upload_.size, upload_.digest});
    machine_.received();
}

// What a sender abandons is not what a later one will send: nothing is kept of it.
void UploadReceiver::give_up()
{
    sink_.discard();
    if (machine_.turn() == ReceiverEnd::Turn::verdict) refuse(Refusal::other, "the sender gave it up");
}

void UploadReceiver::act(const Message &message, Millis time)
{
    if (message.kind != Verb::data) alive_at_ = time;
    switch (message.kind) {
    case Verb::offer:
        remember(message.offer);
        return decide(time);
    case Verb::start: return start(message.offset);
    case Verb::data: return store(message.data, time);
    case Verb::end: return finish(message.prefix);
    case Verb::abandon: return give_up();
    case Verb::alive:
    case Verb::accept:
    case Verb::refuse:
    case Verb::progress:
    case Verb::receipt: return;
    }
}

Error UploadReceiver::next(Bytes &input, Millis time)
{
    while (upload_.state == Upload::State::nothing) {
        Message message;
        if (out_.room() < kRoomForAnswers) return complaint(Exit::protocol, "the sender does not listen");
        TRY(machine_.next(input, message));
        if (message.kind == Verb{}) return {};
        act(message, time);
    }
    return {};
}

Error UploadReceiver::ended()
{
    return machine_.may_end() ? Error{} : complaint(Exit::network, "connection lost");
}

Error UploadReceiver::flush(Channel &channel)
{
    Moved sent = TRY(channel.send(out_.bytes()));
    out_.consumed(sent.size);
    return {};
}
