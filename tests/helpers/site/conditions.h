// Requests for content under a condition, or for a part of it (RFC 9110, sections 13 and 14).
#pragma once

#include "helpers/site/request.h"
#include "helpers/site/script.h"

// By If-None-Match, else by If-Modified-Since, the client has it already.
bool is_unchanged(const SiteRequest &request, const SiteAnswer &answer);

// A single range of content of `size` bytes, with `count` 0 where none of it is there. False, and nothing
// changed, where all of the content is to be sent: by the wish of the answer or the client, for If-Range,
// and where the Range is something else.
bool find_range(uint64_t &first, uint64_t &count, const SiteRequest &request, const SiteAnswer &answer, uint64_t size);
