#include "wire/dns.h"

#include "words/ascii.h"

static constexpr size_t   kLongestLabel = 63;
static constexpr uint8_t  kPointer      = 0xc0;  // both bits set in what would be a length
static constexpr int      kMostAliases  = 16;
static constexpr uint16_t kInternet     = 1;

static constexpr uint16_t kIsResponse         = 0x8000;
static constexpr uint16_t kOpcode             = 0x7800;
static constexpr uint16_t kAuthoritative      = 0x0400;
static constexpr uint16_t kTruncated          = 0x0200;
static constexpr uint16_t kRecursionDesired   = 0x0100;
static constexpr uint16_t kRecursionAvailable = 0x0080;
static constexpr uint16_t kResponseCode       = 0x000f;
static constexpr uint16_t kNameError          = 3;

bool same_name(Bytes a, Bytes b) { return same_ignoring_case(text_of(a), text_of(b)); }

static bool fits_host(char c) { return is_letter(c) || is_digit(c) || c == '-' || c == '_'; }

bool DomainName::add_label(Text label)
{
    bool fits = size_ + 1 + label.size < sizeof bytes_;
    if (label.empty() || label.size > kLongestLabel || !fits) return false;

    top_is_word_  = false;
    bytes_[size_] = uint8_t(label.size);
    copy(Space(bytes_).after(size_ + 1), bytes_of(label));
    for (char c : label) {
        if (!fits_host(c)) return false;
        top_is_word_ |= !is_digit(c);
    }
    size_ += 1 + label.size;
    bytes_[size_] = 0;
    return true;
}

bool DomainName::add(Text dotted)
{
    while (!dotted.empty()) {
        Text label = dotted.first(position(dotted, '.'));
        dotted     = dotted.after(smaller(label.size + 1, dotted.size));
        if (!add_label(label)) return false;
    }
    return true;
}

size_t put_query(Space to, const DnsQuery &query)
{
    constexpr size_t   around = kDnsHead + packed_size<"!HH">;
    constexpr uint16_t one = 1, none = 0;
    uint16_t           length = uint16_t(around + query.name.size);
    Space              rest   = to.after(
        pack<"!HHHHHHH">(to, length, query.id, kRecursionDesired, one, none, none, none));
    rest = copy(rest, query.name);
    pack<"!HH">(rest, uint16_t(query.type), kInternet);
    return kDnsLength + length;
}

namespace {
// The labels of the name at `at`, wherever its pointers lead.
class Labels {
public:
    Labels(Bytes message, size_t at) : message_(message), at_(at), run_(at) {}

    // The next one, empty at the end of the name. False where the name is broken or cut.
    bool next(Bytes &label);

private:
    Bytes  message_;
    size_t at_;
    size_t run_;         // where these labels begin: a pointer has to lead to before it
    size_t length_ = 0;  // of the name so far
};

struct Record {
    size_t   name  = 0;  // where in the message
    uint16_t type  = 0;
    uint16_t kind  = 0;  // what the message calls class
    uint16_t size  = 0;
    size_t   data  = 0;  // where in the message; `size` bytes are there
};

class Records {
public:
    Records(Bytes message, size_t at, uint16_t count) : message_(message), at_(at), left_(count) {}

    bool next(Record &record);

    // True when the message has ended before the records did.
    bool cut() const { return left_; }

private:
    Bytes    message_;
    size_t   at_;
    uint16_t left_;
};
}

bool Labels::next(Bytes &label)
{
    while (at_ < message_.size) {
        Bytes   rest = message_.after(at_ + 1);
        uint8_t size = message_[at_];
        if (size < kPointer) {
            if (size > kLongestLabel || size > rest.size) return false;
            label = rest.first(size);
            at_ += 1u + size;
            length_ += 1u + size;
            return length_ <= kLongestDomainName;
        }
        size_t target = rest.empty() ? at_ : size_t(size & ~kPointer) << 8 | rest[0];
        if (target >= run_) return false;
        at_ = run_ = target;
    }
    return false;
}

static bool same_name_at(Bytes message, size_t a, size_t b)
{
    Labels one(message, a), other(message, b);
    Bytes  label, its;
    do {
        if (!one.next(label) || !other.next(its) || !same_name(label, its)) return false;
    } while (!label.empty());
    return true;
}

// Where what follows the name at `at` begins, or some place past the message. No need to look at
// lengths that are not allowed: whoever reads the name does.
static size_t name_end(Bytes message, size_t at)
{
    while (at < message.size && message[at] && message[at] < kPointer) at += 1u + message[at];
    return at < message.size && message[at] ? at + 2 : at + 1;
}

bool Records::next(Record &record)
{
    size_t end = name_end(message_, at_);
    if (!left_ || end > message_.size) return false;
    Bytes rest = message_.after(end);
    if (!unpack<"!HH4xH">(rest, record.type, record.kind, record.size)) return false;

    record.name = at_;
    record.data = end + packed_size<"!HH4xH">;
    if (record.size > message_.size - record.data) return false;
    at_ = record.data + record.size;
    left_--;
    return true;
}

// The name that has the addresses: the one that was asked for, or where its aliases lead.
static size_t canonical_name(Bytes message, const Records &answers)
{
    size_t name = kDnsHead;
    for (int i = 0; i < kMostAliases; i++) {
        Records rest = answers;
        Record  record;
        bool    alias = false;
        while (!alias && rest.next(record))
            alias = record.type == uint16_t(RecordType::cname) && same_name_at(message, record.name, name);
        if (!alias) break;
        name = record.data;
    }
    return name;
}

// True when the answers end before the message does.
static bool collect(Bytes message, Records answers, RecordType type, Buffer &found)
{
    size_t wanted = type == RecordType::a ? 4 : 16;
    size_t name   = canonical_name(message, answers);
    Record record;
    found.clear();
    while (answers.next(record)) {
        bool fits = record.type == uint16_t(type) && record.kind == kInternet && record.size == wanted;
        if (fits && same_name_at(message, record.name, name)) found.put(message.after(record.data).first(wanted));
    }
    return !answers.cut();
}

// Whether the question behind the head is that of the query.
static bool repeats(Bytes question, const DnsQuery &query)
{
    uint16_t type, kind;
    size_t   size = query.name.size;
    if (question.size < size || !same_name(question.first(size), query.name)) return false;
    return unpack<"!HH">(question.after(size), type, kind) && type == uint16_t(query.type) && kind == kInternet;
}

DnsResponse read_response(Bytes message, const DnsQuery &query, Buffer &found)
{
    uint16_t id, flags, questions, count;
    if (!unpack<"!HHHH4x">(message, id, flags, questions, count)) return DnsResponse::foreign;
    bool ours = id == query.id && (flags & (kIsResponse | kOpcode)) == kIsResponse && questions == 1;
    if (!ours || !repeats(message.after(kDnsHead), query)) return DnsResponse::foreign;

    uint16_t code = flags & kResponseCode;
    if (code) return code == kNameError ? DnsResponse::no_such_name : DnsResponse::failed;

    Records answers(message, kDnsHead + query.name.size + packed_size<"!HH">, count);
    bool    whole = collect(message, answers, query.type, found);
    if (flags & kTruncated) return DnsResponse::truncated;
    if (!found.bytes().empty()) return DnsResponse::found;
    // Who neither knows nor asks others for us refers to somebody else: no answer at all.
    bool answered = flags & (kAuthoritative | kRecursionAvailable);
    return whole && answered ? DnsResponse::none : DnsResponse::failed;
}
