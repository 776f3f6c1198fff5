// For tests: what a ResponseReader hears in bytes that are cut in many ways, in words.
#pragma once

#include "check.h"
#include "wire/http.h"

#define OK      "HTTP/1.1 200 OK\r\n"
#define CHUNKED OK "Transfer-Encoding: chunked\r\n\r\n"

inline char head_memory[1000];

struct HttpRow {
    const char *what;
    Text        bytes;  // then the connection ends
    const char *heard;
};

// Writes down what a reader hears: "100 200 [content] keep", a status for each head, then `keep` or
// `close` for the connection and the number of bytes left over, if any; or the error.
class Hearing {
public:
    explicit Hearing(Text method) : reader_(head_memory, method) {}

    void hear(Bytes input)
    {
        ResponseItem item;
        for (bool more = !ended_; more && !ended_;) {
            Error error = reader_.next(input, item);
            if (error) return fail(error, Exit::protocol);
            hear_item(item);
            more = item.kind != ResponseItem::none;
        }
        if (!failed_) left_ += input.size;
    }
    ResponseReader &reader() { return reader_; }
    Text close()
    {
        if (!ended_)
            if (Error error = reader_.closed()) fail(error, Exit::network);
        hear({});
        if (left_) words_.say(" +", left_);
        return words_.text();
    }

private:
    void fail(Error error, Exit exit)
    {
        words_.say(content_ ? "] " : "", error.exit() == exit ? error.words : "another exit code");
        content_ = false;
        ended_ = failed_ = true;
    }
    void hear_item(const ResponseItem &item)
    {
        switch (item.kind) {
        case ResponseItem::none: break;
        case ResponseItem::interim:
        case ResponseItem::head: words_.say(reader_.status(), ' '); break;
        case ResponseItem::content:
            words_.say(content_ ? "" : "[", text_of(item.piece));
            content_ = true;
            break;
        case ResponseItem::end:
            words_.say(content_ ? "] " : "", reader_.keeps_connection() ? "keep" : "close");
            ended_ = true;
        }
    }

    ResponseReader reader_;
    Line           words_;
    size_t         left_    = 0;
    bool           content_ = false;
    bool           ended_   = false;
    bool           failed_  = false;
};

inline void check_pieces(const HttpRow &row, Text method, Bytes first, Bytes second, size_t step)
{
    Hearing hearing(method);
    Line    name;
    hearing.hear(first);
    while (!second.empty()) {
        hearing.hear(second.first(smaller(step, second.size)));
        second = second.after(smaller(step, second.size));
    }
    Text heard = hearing.close();
    CHECK(name.say(row.what, ": ", heard).text(), heard == row.heard);
}

// Whole, in pieces of 1 to 3 bytes, and cut in two at each place.
inline void check_rows(Span<const HttpRow> rows, Text method = "GET")
{
    for (const HttpRow &row : rows) {
        Bytes bytes = bytes_of(row.bytes);
        for (size_t step = 1; step <= 3; step++) check_pieces(row, method, {}, bytes, step);
        for (size_t at = 0; at <= bytes.size; at++)
            check_pieces(row, method, bytes.first(at), bytes.after(at), SIZE_MAX);
    }
}
