#include "wire/http.h"

#include "words/ascii.h"
#include "words/hex.h"

static Error broken(const char *why)
{
    return complaint(Exit::protocol, why);
}

ResponseReader::ResponseReader(Span<char> memory, Text method)
    : memory_(memory), to_head_(method == "HEAD"), tunnels_(method == "CONNECT")
{
}

bool ResponseReader::has_content() const
{
    return stage_ == Stage::counted || stage_ == Stage::to_close || stage_ == Stage::chunk;
}

Error ResponseReader::next(Bytes &input, ResponseItem &item)
{
    item = {};
    while (item.kind == ResponseItem::none && stage_ != Stage::whole && !input.empty()) {
        if (has_content()) {
            take_content(input, item);
            continue;
        }
        TRY(take_byte(input[0], item));
        input = input.after(1);
    }
    if (item.kind == ResponseItem::none && stage_ == Stage::whole) item.kind = ResponseItem::end;
    return {};
}

void ResponseReader::take_content(Bytes &input, ResponseItem &item)
{
    Bytes piece = input.first(size_t(smaller<uint64_t>(left_, input.size)));
    item        = {ResponseItem::content, piece};
    input       = input.after(piece.size);
    skip(piece.size);
}

void ResponseReader::skip(uint64_t count)
{
    if (count > contiguous()) __builtin_trap();
    if (!count || stage_ == Stage::to_close) return;
    left_ -= count;
    if (!left_) stage_ = stage_ == Stage::chunk ? Stage::chunk_end : Stage::whole;
}

// Lines end in CR LF; a lone LF will do (RFC 9112, section 2.2), but not behind a chunk's bytes,
// where it would hide a wrong size.
Error ResponseReader::take_byte(uint8_t byte, ResponseItem &item)
{
    bool after_cr = after_cr_;
    after_cr_     = byte == '\r';
    if (after_cr && byte != '\n') return broken("the server sent a CR without its LF");
    if (stage_ == Stage::chunk_end && !after_cr_ && !after_cr)
        return broken("a chunk does not end where its size says");
    if (!byte) return broken("the server sent a NUL among its headers");
    return after_cr_ ? Error{} : take_letter(char(byte), item);
}

Error ResponseReader::take_letter(char letter, ResponseItem &item)
{
    switch (stage_) {
    case Stage::waiting:
        size_ = line_ = headers_ = 0;
        stage_                   = Stage::head;
        [[fallthrough]];
    case Stage::head: return letter == '\n' ? end_line(item) : store(letter);
    case Stage::chunk_size: return read_chunk_size(letter);
    case Stage::chunk_pad:
    case Stage::chunk_note: return skip_chunk_line(letter);
    case Stage::trailers: return skip_trailer(letter);
    case Stage::chunk_end: stage_ = Stage::chunk_size; return {};
    case Stage::counted:
    case Stage::to_close:
    case Stage::chunk:
    case Stage::whole: break;
    }
    __builtin_trap();
}

// Whatever speaks first on its own, as SSH does, is found out at its first bytes.
Error ResponseReader::store(char letter)
{
    static constexpr Text kVersion = "HTTP/1.";
    if (size_ < kVersion.size && letter != kVersion[size_]) return broken("the server does not speak HTTP/1");
    if (size_ - line_ == kLongestHeader) return broken("the server sent a header that is too long");
    if (size_ == memory_.size) return broken("the server sent too many headers");
    memory_[size_++] = letter;
    return {};
}

Error ResponseReader::end_line(ResponseItem &item)
{
    Text line = head().after(line_);
    if (line_ && line.empty()) return end_head(item);
    TRY(line_ ? read_header(line) : read_status(line));
    TRY(store('\n'));
    line_ = size_;
    return {};
}

// A line that begins with a blank goes on with the one before (RFC 9112, section 5.2).
Error ResponseReader::read_header(Text line)
{
    Header header;
    bool   fold = starts_with(line, " ") || starts_with(line, "\t");
    if (fold && headers_) return memory_[line_ - 1] = ' ', Error{};
    if (!parse_header(line, header)) return broken("the server sent a header without a name");
    return ++headers_ > kMostHeaders ? broken("the server sent too many headers") : Error{};
}

// "HTTP/1.1 200 OK"; the words, and the blank in front of them, may be missing.
Error ResponseReader::read_status(Text line)
{
    uint64_t number = 0;
    bool     valid  = line.size >= 12 && is_digit(line[7]) && line[8] == ' ' && line[9] > '0' &&
                 parse_decimal(number, line.first(12).after(9)) && (line.size == 12 || line[12] == ' ');
    if (!valid) return broken("the server's status line makes no sense");
    old_    = line[7] == '0';
    status_ = uint16_t(number);
    return {};
}

Error ResponseReader::end_head(ResponseItem &item)
{
    if (status_ < 200) return end_interim(item);
    item.kind = ResponseItem::head;
    return choose_length();
}

Error ResponseReader::end_interim(ResponseItem &item)
{
    if (status_ == 101) return broken("the server switched to a protocol that was not asked for");
    if (++interims_ > kMostInterim) return broken("the server sent too many interim answers");
    item.kind = ResponseItem::interim;
    stage_    = Stage::waiting;
    return {};
}

// Said again it has to be the same, be it in a list or in another header.
static Error read_length(uint64_t &length, Text value)
{
    Elements list(value);
    for (Text each; list.next(each);) {
        uint64_t number;
        if (!parse_decimal(number, each) || number > INT64_MAX) return broken("the Content-Length is not a length");
        if (length != kLengthUnknown && length != number) return broken("two Content-Lengths differ");
        length = number;
    }
    return {};
}

// None but chunked was offered.
static Error read_coding(bool &chunked, Text value)
{
    if (chunked || !same_ignoring_case(value, "chunked")) return broken("the Transfer-Encoding is not known");
    chunked = true;
    return {};
}

static Error read_framing(Headers headers, uint64_t &length, bool &chunked)
{
    for (Header header; headers.next(header);) {
        if (same_ignoring_case(header.name, "Content-Length")) TRY(read_length(length, header.value));
        if (same_ignoring_case(header.name, "Transfer-Encoding")) TRY(read_coding(chunked, header.value));
    }
    return {};
}

Error ResponseReader::choose_length()
{
    bool chunked = false;
    bool tunnel  = tunnels_ && status_ < 300;
    length_      = kLengthUnknown;
    if (!tunnel) TRY(read_framing(headers(), length_, chunked));

    bool counted = length_ != kLengthUnknown;
    keeps_       = !headers().lists("Connection", "close") && !tunnel;
    if (old_) keeps_ &= !chunked && headers().lists("Connection", "keep-alive");
    left_  = length_;
    stage_ = counted ? Stage::counted : Stage::to_close;
    if (chunked) {
        keeps_ &= !counted;
        length_ = kLengthUnknown;
        left_   = 0;
        stage_  = Stage::chunk_size;
    }
    bool empty = to_head_ || tunnel || status_ == 204 || status_ == 304;
    if (empty || !length_) stage_ = Stage::whole;
    keeps_ &= stage_ != Stage::to_close;
    return {};
}

Error ResponseReader::read_chunk_size(char letter)
{
    int digit = hex_value(letter);
    if (digit < 0 && !skipped_) return broken("a chunk has no size");
    if (digit < 0) return stage_ = Stage::chunk_pad, skip_chunk_line(letter);
    if (left_ > INT64_MAX >> 4) return broken("a chunk has an impossible size");
    left_ = left_ << 4 | unsigned(digit);
    return ++skipped_ > kLongestChunkLine ? broken("a chunk has too long a size") : Error{};
}

Error ResponseReader::skip_chunk_line(char letter)
{
    if (letter == '\n') {
        stage_   = left_ ? Stage::chunk : Stage::trailers;
        skipped_ = 0;
        line_    = 0;
        return {};
    }
    if (letter == ';') stage_ = Stage::chunk_note;
    else if (stage_ == Stage::chunk_pad && letter != ' ' && letter != '\t')
        return broken("the size of a chunk is not a number");
    return ++skipped_ > kLongestChunkLine ? broken("a chunk has too long an extension") : Error{};
}

Error ResponseReader::skip_trailer(char letter)
{
    if (letter != '\n') return ++skipped_ > kLongestTrailers ? broken("the server sent too many trailers") : Error{};
    if (line_ == skipped_) stage_ = Stage::whole;
    line_ = skipped_;
    return {};
}

static Error lost(const char *where)
{
    return complaint(Exit::network, where);
}

Error ResponseReader::closed()
{
    switch (stage_) {
    case Stage::to_close: stage_ = Stage::whole; [[fallthrough]];
    case Stage::whole: return {};
    case Stage::waiting: return lost("the connection ended before the server answered");
    case Stage::head: return lost("the connection ended among the headers");
    case Stage::counted:
    case Stage::chunk: return lost("the connection ended inside the content");
    case Stage::chunk_size:
    case Stage::chunk_pad:
    case Stage::chunk_note:
    case Stage::chunk_end: return lost("the connection ended before the last chunk");
    case Stage::trailers: return lost("the connection ended inside the trailers");
    }
    __builtin_trap();
}
