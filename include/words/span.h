// Views of memory somebody else owns: Bytes to read, Space to write, Text to show.
//
// A view is two words and is passed by value. An index or length outside a view is a bug of ours
// and traps; a message from a peer that is too short is an Error, found before a view is cut.
#pragma once

#include <stddef.h>
#include <stdint.h>
#include <string.h>

// Aligned like a pair of 32-bit registers: gcc builds any other pair in memory before it passes it, 2 KB on ARM.
template <class T> struct alignas(8) Span {
    T     *data = nullptr;
    size_t size = 0;

    constexpr Span() = default;
    constexpr Span(T *first, size_t count) : data(first), size(count) {}
    template <size_t N> constexpr Span(T (&array)[N]) : data(array), size(N) {}
    template <class U>
        requires __is_same(T, const U)
    constexpr Span(Span<U> other) : data(other.data), size(other.size)
    {
    }

    constexpr T *begin() const { return data; }
    constexpr T *end() const { return data + size; }
    constexpr bool empty() const { return size == 0; }
    constexpr T &operator[](size_t i) const
    {
        if (i >= size) __builtin_trap();
        return data[i];
    }
    constexpr Span first(size_t n) const
    {
        if (n > size) __builtin_trap();
        return {data, n};
    }
    constexpr Span after(size_t n) const
    {
        if (n > size) __builtin_trap();
        return {data + n, size - n};
    }
};

using Bytes = Span<const uint8_t>;
using Space = Span<uint8_t>;

// Characters without a terminator; made from a C string where one is at hand.
struct Text : Span<const char> {
    constexpr Text() = default;
    constexpr Text(const char *first, size_t count) : Span(first, count) {}
    constexpr Text(Span<const char> characters) : Span(characters) {}
    // Inlined, so that the length of a literal is a constant; any other is counted in one place.
    [[gnu::always_inline]] constexpr Text(const char *string)
        : Span(string, string && __builtin_constant_p(__builtin_strlen(string)) ? __builtin_strlen(string) : length(string))
    {
    }

private:
    [[gnu::noinline]] static constexpr size_t length(const char *string) { return string ? __builtin_strlen(string) : 0; }
};

inline bool same(const void *a, const void *b, size_t size) { return !size || !memcmp(a, b, size); }
inline bool operator==(Bytes a, Bytes b) { return a.size == b.size && same(a.data, b.data, a.size); }
inline bool operator==(Text a, Text b) { return a.size == b.size && same(a.data, b.data, a.size); }

inline Bytes bytes_of(Text text) { return {reinterpret_cast<const uint8_t *>(text.data), text.size}; }
inline Text  text_of(Bytes bytes) { return {reinterpret_cast<const char *>(bytes.data), bytes.size}; }

inline bool starts_with(Text text, Text prefix)
{
    return text.size >= prefix.size && text_of(bytes_of(text).first(prefix.size)) == prefix;
}

// Where `wanted` stands first in `text`; text.size where it does not.
[[gnu::noinline]] inline size_t position(Text text, char wanted)
{
    size_t at = 0;
    while (at < text.size && text[at] != wanted) at++;
    return at;
}

// Copies all of `from` to the front of `to` and returns what is left of `to`.
inline Space copy(Space to, Bytes from)
{
    Space rest = to.after(from.size);
    if (from.size) memcpy(to.data, from.data, from.size);
    return rest;
}

// The text and a NUL behind it, as system calls take it.
inline void copy_text(Span<char> to, Text text)
{
    to[text.size] = 0;
    if (text.size) memcpy(to.data, text.data, text.size);
}

template <class T> constexpr T smaller(T a, T b) { return b < a ? b : a; }
template <class T> constexpr T larger(T a, T b) { return a < b ? b : a; }
