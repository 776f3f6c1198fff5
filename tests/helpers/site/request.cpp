#include "helpers/site/request.h"

#include "words/ascii.h"

#include <fcntl.h>
#include <sys/socket.h>

bool SiteRequest::fill()
{
    Space   space = input_.space();
    ssize_t got   = space.empty() ? 0 : recv(link_.get(), space.data, space.size, 0);
    if (got > 0) input_.filled(size_t(got));
    return got > 0;
}

// Without its CR LF; false where it has a lone LF, for a client has to do it right. It lies in the input.
bool SiteRequest::take_line(Text &line)
{
    size_t end = 0;
    while ((end = position(text_of(input_.bytes()), '\n')) == input_.bytes().size)
        if (!fill()) return false;
    line = text_of(input_.bytes()).first(end);
    input_.consumed(end + 1);
    if (line.empty() || line[end - 1] != '\r') return false;
    line = line.first(end - 1);
    return true;
}

static bool are_headers(Text lines)
{
    Header header;
    while (!lines.empty())
        if (!parse_header(take_until(lines, '\n'), header)) return false;
    return true;
}

bool SiteRequest::read_head()
{
    Writer head{Span<char>(head_)};
    Text   line;
    size_    = 0;
    counted_ = false;
    if (!has_input() && !fill()) return false;
    bool fine = take_line(line);
    while (fine && !line.empty()) {
        head.say(line, '\n');
        fine = is_field_value(line) && take_line(line);
    }
    Text rest = head.text();
    line      = take_until(rest, '\n');
    method_   = take_until(line, ' ');
    target_   = take_until(line, ' ');
    old_      = line == "HTTP/1.0";
    headers_  = Headers(rest);
    fine      = fine && is_token(method_) && starts_with(line, "HTTP/1.") && are_headers(rest);
    if (!fine) note("no HTTP");
    return fine;
}

Text SiteRequest::path() const
{
    static constexpr Text kScheme = "http://";
    if (!starts_with(target_, kScheme)) return target_;
    Text rest = target_.after(kScheme.size);
    take_before(rest, "/?");
    return rest;
}

static void put(const Fd &to, Bytes bytes)
{
    if (to && write(to.get(), bytes.data, bytes.size) != ssize_t(bytes.size)) _exit(1);
}

bool SiteRequest::take(uint64_t count, const Fd &to)
{
    size_ += count;
    while (count) {
        if (!has_input() && !fill()) return false;
        Bytes piece = input_.bytes().first(size_t(smaller<uint64_t>(input_.bytes().size, count)));
        put(to, piece);
        input_.consumed(piece.size);
        count -= piece.size;
    }
    return true;
}

static bool parse_hex(uint64_t &number, Text digits)
{
    static constexpr Text kDigits = "0123456789abcdef";
    number                        = 0;
    for (char c : digits) {
        size_t digit = position(kDigits, lowered(c));
        if (digit == kDigits.size) return false;
        number = number << 4 | digit;
    }
    return !digits.empty();
}

bool SiteRequest::take_chunks(const Fd &to)
{
    Text line;
    for (uint64_t size = 1; size;) {
        if (!take_line(line) || !parse_hex(size, line) || !take(size, to)) return false;
        if (!take_line(line) || !line.empty()) return false;
    }
    return true;
}

bool SiteRequest::read_content(Text path)
{
    char     name[4096];
    Fd       to;
    uint64_t size    = 0;
    Text     length  = headers_.find("Content-Length");
    bool     chunked = headers_.lists("Transfer-Encoding", "chunked");
    counted_         = length.data || chunked;
    if (path.data) {
        copy_text(name, path);
        to = Fd(creat(name, 0666));
    }
    bool fine = !length.data || (!chunked && parse_decimal(size, length) && take(size, to));
    if (chunked) fine = fine && take_chunks(to);
    if (!fine) note("the content breaks off");
    return fine;
}

static void write_log(const Writer &line)
{
    if (write(1, line.text().data, line.text().size) < 0) _exit(1);
}

// In one piece: other connections write there, too.
void SiteRequest::log(Text names) const
{
    static char memory[1 << 17];
    Writer      line{Span<char>(memory)};
    line.say(number_, ' ', Shown{method_}, ' ', Shown{target_});
    while (!names.empty()) {
        Text    name = take_until(names, ' ');
        Headers rest = headers_;
        for (Header header; rest.next(header);)
            if (name == "*" || same_ignoring_case(name, header.name))
                line.say("; ", Shown{header.name}, ": ", Shown{header.value});
    }
    if (counted_) line.say("; ", size_, " bytes");
    line.add('\n');
    write_log(line);
}

void SiteRequest::note(Text what) const
{
    Line line;
    line.say(number_, ' ', what, '\n');
    write_log(line);
}
