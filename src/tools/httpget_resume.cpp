// Going on from what is there: bytes of one content are never joined to those of another.
#include "tools/httpget.h"

#include <fcntl.h>

void Place::set_validator(Text text)
{
    validator_size_ = text.size;
    copy({reinterpret_cast<uint8_t *>(validator_), sizeof validator_}, bytes_of(text));
}

void Place::set_validator(int64_t date)
{
    Writer text{Span<char>(validator_)};
    add_date(text, date);
    validator_size_ = text.text().size;
}

static bool is_strong(Text tag)
{
    EntityTag parsed;
    return parse_entity_tag(parsed, tag) && !parsed.weak;
}

// What an earlier run has left says by its note or its time what it is a part of. Where that is not
// true the server sends all.
Error Place::open_part()
{
    char note[sizeof validator_];
    TRY(sink_.open_output(path_, true));
    continued_ = sink_.size();
    if (!continued_) return {};
    Text tag = sink_.read_note(note);
    date_    = sink_.modified();
    if (is_strong(tag)) set_validator(tag);
    else if (tag.empty()) set_validator(date_);
    return {};
}

// Not every server knows If-Modified-Since.
bool Place::is_current(const ResponseReader &response) const
{
    int64_t date;
    bool dated = newer_than() != INT64_MIN && parse_date(date, response.headers().find("Last-Modified"));
    return dated && date <= own_date_ && response.length() == own_size_;
}

bool Place::goes_on_from_own() const
{
    return settings.resume && !settings.newer && there_ && own_size_ && !sink_.size();
}

void Place::prepare()
{
    offset_ = validator_size_ && !settings.compressed ? sink_.size() : 0;
    if (!goes_on_from_own()) return;
    offset_ = own_size_;
    set_validator(own_date_);
}

Error Place::restart()
{
    if (stream_ && sink_.size()) return complaint(Exit::refused, "the server starts over, and what was written stays");
    continued_ = hashed_ = validator_size_ = 0;
    date_      = INT64_MIN;
    hash_      = {};
    if (stream_) return {};
    sink_.drop_note();
    return sink_.restart();
}

// A server that heeds If-Range has compared already; not all do.
bool Place::is_of_same_content(Headers headers) const
{
    Text    tag = headers.find("ETag");
    int64_t date;
    if (validator_[0] == '"') return !tag.data || tag == validator();
    return !parse_date(date, headers.find("Last-Modified")) || date == (sink_.size() ? date_ : own_date_);
}

bool Place::goes_on(const ResponseReader &response) const
{
    ContentRange range;
    Headers      headers = response.headers();
    bool parsed = parse_content_range(range, headers.find("Content-Range")) && range.satisfied;
    return parsed && offset_ && range.first == offset_ && is_of_same_content(headers);
}

Error Place::go_on(const ResponseReader &response)
{
    ContentRange range;
    if (!goes_on(response)) return complaint(Exit::protocol, "the server goes on from somewhere else");
    if (!sink_.size()) TRY(copy_own());
    if (parse_content_range(range, response.headers().find("Content-Range"))) total_ = range.size;
    return hash_held();
}

void Place::hash(Bytes piece)
{
    if (!hashes()) return;
    hash_.update(piece);
    hashed_ += piece.size;
}

Error Place::read_own(bool copies)
{
    uint8_t piece[16384];
    Source  own = TRY(Source::open(AT_FDCWD, path_, true));
    for (size_t got; (got = TRY(own.read(piece)));) {
        Bytes read = Bytes(piece).first(got);
        if (copies) TRY(write(read));
        else hash(read);
    }
    return own.check_unchanged();
}

Error Place::copy_own()
{
    continued_ = own_size_;
    date_      = own_date_;
    TRY(read_own(true));
    return sink_.size() == own_size_ ? Error{} : complaint(Exit::file, "it changed meanwhile");
}

Error Place::hash_held()
{
    uint8_t piece[16384];
    while (hashes() && hashed_ < sink_.size()) {
        size_t got = TRY(sink_.read_back(piece, hashed_));
        if (!got) break;
        hash(Bytes(piece).first(got));
    }
    return {};
}

Error Place::check_own()
{
    if (!hashes()) return {};
    TRY(read_own(false));
    return compare();
}

// A date is as good as a strong tag where the content was not changed in the second it was sent in
// (RFC 9110, section 8.8.2.2).
static bool is_dated_before(Headers headers, int64_t date)
{
    int64_t sent;
    return !parse_date(sent, headers.find("Date")) || date < sent;
}

Error Place::remember(const ResponseReader &response)
{
    Headers headers = response.headers();
    Text    tag     = headers.find("ETag");
    bool    tagged  = is_strong(tag) && tag.size < sizeof validator_;
    bool    dated   = parse_date(date_, headers.find("Last-Modified"));
    if (tagged) set_validator(tag);
    else if (dated && is_dated_before(headers, date_)) set_validator(date_);
    return tagged && settings.resume && !stream_ ? sink_.keep_note(tag) : Error{};
}

bool Place::is_whole(const ResponseReader &response)
{
    ContentRange range;
    bool parsed = parse_content_range(range, response.headers().find("Content-Range"));
    bool whole  = offset_ && parsed && !range.satisfied && range.size == offset_;
    if (!whole) validator_size_ = 0, there_ = false;
    return whole;
}
