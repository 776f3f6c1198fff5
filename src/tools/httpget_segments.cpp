// Several ranges of one content at once, each over a connection of its own: for links and servers that give
// every connection its share and no more. Copies of the process fetch all but the first; where one of them
// fails, the response that they were made beside still has everything.
#include "tools/httpget.h"

static constexpr uint64_t kLeastSegment = 512 << 10;

bool Place::is_divisible() const
{
    bool known = total_ != kUnknown && !offset_ && validator_size_;
    return known && total_ >= settings.segments * kLeastSegment && !stream_ && !settings.rate;
}

void Place::take_segment(uint64_t first, uint64_t end)
{
    offset_ = first;
    end_    = end;
    sink_.skip_to(first);
}

// What is behind the bytes held is nothing to go on from.
Error Place::part()
{
    TRY(sink_.cut());
    sink_.drop_note();
    return settings.resume && validator_[0] == '"' ? sink_.keep_note(validator()) : Error{};
}

void Fetch::fetch_segment(uint64_t first, uint64_t end)
{
    session_.exchange.close();
    place_.take_segment(first, end);
    const ResponseReader &response = session_.exchange.response();
    bool fits = !ask() && response.status() == 206 && place_.goes_on(response);
    while (fits && place_.size() < end) {
        size_t         most  = size_t(smaller<uint64_t>(end - place_.size(), SIZE_MAX));
        Result<size_t> moved = session_.exchange.pour(place_.sink(), most);
        fits = !moved.error && moved.value;
        if (fits) crew_->report(moved.value);
    }
    _exit(0);
}

Error Fetch::divide(Crew &crew, uint64_t share)
{
    TRY(place_.divide());
    crew_ = &crew;
    for (uint32_t i = 1; i < settings.segments; i++) {
        bool last = i + 1 == settings.segments;
        if (TRY(crew.add())) fetch_segment(i * share, last ? place_.total() : (i + 1) * share);
    }
    return {};
}

// Until all have ended, shown as before.
Error Fetch::wait_for(Crew &crew)
{
    for (;;) {
        TRY(note(0));
        if (crew.ended()) return {};
        TRY(wait_for(crew.fd(), POLLIN));
    }
}

Error Fetch::take_segments()
{
    Crew     crew;
    uint64_t share = place_.total() / settings.segments;
    Error    error = divide(crew, share);
    if (!error) error = take_plain(share);
    if (!error) error = wait_for(crew);
    crew.dismiss();
    crew_      = nullptr;
    bool whole = !error && crew.reported() == place_.total() - share;
    if (whole) return session_.exchange.close(), place_.join(), Error{};
    TRY(place_.part());
    return error ? error : take_plain(kUnknown);
}
