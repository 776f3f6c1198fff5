#include "wire/redirect.h"

Redirection redirection(Text method, uint16_t status)
{
    bool becomes_get = false;
    switch (status) {
    case 301:
    case 302: becomes_get = method == "POST"; break;
    case 303: becomes_get = method != "HEAD"; break;
    case 307:
    case 308: break;
    default: return {};
    }
    if (method == "CONNECT") return {};
    bool keeps_content = !becomes_get && status != 303;
    return {true, keeps_content, becomes_get ? Text("GET") : method};
}

Crossing crossing(const Url &from, const Url &to)
{
    if (same_origin(from, to)) return Crossing::nothing;
    if (from.secure == to.secure) return Crossing::origin;
    return to.secure ? Crossing::upgrade : Crossing::downgrade;
}

// FNV-1a, of whole numbers too.
static void mix(uint32_t &hash, uint32_t number)
{
    hash = (hash ^ number) * 0x01000193;
}

// The size is what keeps two texts in a row apart.
static void mix(uint32_t &hash, Text text)
{
    for (char c : text) mix(hash, uint8_t(c));
    mix(hash, uint32_t(text.size));
}

Error Trail::visit(Text method, const Url &url, uint32_t state)
{
    uint32_t hash = 0x811c9dc5;
    mix(hash, state);
    mix(hash, uint32_t(url.port) << 1 | url.secure);
    const Text parts[] = {method, url.connect_host(), url.path, url.query};
    for (Text part : parts) mix(hash, part);
    for (size_t i = 0; i < count_; i++)
        if (visited_[i] == hash) return complaint(Exit::refused, "the redirects go round in circles");
    if (count_ > kMostRedirects) return complaint(Exit::refused, "there are too many redirects");
    visited_[count_++] = hash;
    return {};
}
