// JSON (RFC 8259) as test vectors need it: views of a file's text that are walked where they lie.
//
//     for (Json group : Json(text)["testGroups"])
//         for (Json test : group["tests"]) check(test["key"].bytes(memory), test["tcId"].number());
//
// The files are our own material: a text cut short and a value of another kind trap, and so does what
// is asked of a member that is not there. Ask `if (Json psk = test["psk"])` first.
#pragma once

#include "words/hex.h"
#include "words/span.h"

class Json {
public:
    class Walk;
    struct End {};

    Json() = default;
    explicit Json(Text text);

    explicit operator bool() const { return !text_.empty(); }

    // What a string has between its quotes, with its escapes as they are written.
    Text text() const;
    // The bytes that a string of hexadecimal digits stands for, at the front of `memory`.
    Bytes    bytes(Space memory) const;
    uint64_t number() const;  // without sign, fraction or exponent
    bool     boolean() const;

    // An object's member; a Json that is false when there is none of that name.
    Json operator[](Text name) const;
    // The elements of an array, or the values of an object's members.
    Walk begin() const;
    End  end() const { return {}; }

private:
    // The value at the front of `text`, whatever follows.
    static Json front(Text text);

    Text text_;  // from the value's first character to its last
};

class Json::Walk {
public:
    explicit Walk(Text container);

    bool operator!=(End) const { return rest_[0] != close_; }
    Json operator*() const { return front(rest_.after(name_size_)); }
    Walk &operator++();

    Text name() const { return front(rest_).text(); }  // of an object's member

private:
    void measure_name();

    Text   rest_;  // from the item on
    char   close_;
    size_t name_size_ = 0;  // with its quotes and the colon
};

inline bool is_blank(char c) { return c == ' ' || c == '\t' || c == '\n' || c == '\r'; }
inline bool is_bracket(char c) { return c == '[' || c == ']' || c == '{' || c == '}'; }

inline Text without_blanks(Text text)
{
    while (!text.empty() && is_blank(text[0])) text = text.after(1);
    return text;
}

// The string at the front of `text`, with its quotes.
inline Text front_string(Text text)
{
    if (text[0] != '"') __builtin_trap();
    size_t at = 1;
    while (text[at] != '"') at += text[at] == '\\' ? 2 : 1;
    return text.first(at + 1);
}

// The number or word at the front of `text`, or nothing.
inline Text front_scalar(Text text)
{
    size_t at = 0;
    while (at < text.size && !is_blank(text[at]) && !is_bracket(text[at]) && text[at] != ',' && text[at] != ':') at++;
    return text.first(at);
}

inline Json Json::front(Text text)
{
    size_t at = 0, depth = 0;
    do {
        char c = text[at];
        depth += c == '[' || c == '{';
        depth -= c == ']' || c == '}';
        at += c == '"' ? front_string(text.after(at)).size : larger<size_t>(front_scalar(text.after(at)).size, 1);
    } while (depth);
    Json value;
    value.text_ = text.first(at);
    return value;
}

inline Json::Json(Text text)
{
    *this = front(without_blanks(text));
}

inline Text Json::text() const
{
    Text quoted = front_string(text_);
    return quoted.after(1).first(quoted.size - 2);
}

inline Bytes Json::bytes(Space memory) const
{
    Text  digits = text();
    Space to     = memory.first(digits.size / 2);
    if (!from_hex(to, digits)) __builtin_trap();
    return to;
}

inline uint64_t Json::number() const
{
    uint64_t number = 0;
    if (text_.empty()) __builtin_trap();
    for (char digit : text_) {
        if (digit < '0' || digit > '9') __builtin_trap();
        number = number * 10 + uint64_t(digit - '0');
    }
    return number;
}

inline bool Json::boolean() const
{
    if (text_ != "true" && text_ != "false") __builtin_trap();
    return text_ == "true";
}

inline Json::Walk Json::begin() const
{
    return Walk(text_);
}

inline Json Json::operator[](Text name) const
{
    for (Walk walk = begin(); walk != end(); ++walk)
        if (walk.name() == name) return *walk;
    return {};
}

inline Json::Walk::Walk(Text container) : rest_(without_blanks(container.after(1)))
{
    if (container[0] != '[' && container[0] != '{') __builtin_trap();
    close_ = container[0] == '[' ? ']' : '}';
    measure_name();
}

inline void Json::Walk::measure_name()
{
    if (close_ != '}' || rest_[0] == '}') return;
    Text behind = without_blanks(rest_.after(front_string(rest_).size));
    if (behind[0] != ':') __builtin_trap();
    name_size_ = rest_.size - without_blanks(behind.after(1)).size;
}

inline Json::Walk &Json::Walk::operator++()
{
    rest_ = without_blanks(rest_.after(name_size_ + front(rest_.after(name_size_)).text_.size));
    if (rest_[0] == ',') rest_ = without_blanks(rest_.after(1));
    else if (rest_[0] != close_) __builtin_trap();
    measure_name();
    return *this;
}
