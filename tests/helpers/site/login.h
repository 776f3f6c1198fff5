// Who may see it: Basic (RFC 7617) and Digest (RFC 7616) from the side of the server.
#pragma once

#include "helpers/site/request.h"
#include "helpers/site/script.h"

// Whether the request's Authorization, or to a proxy its Proxy-Authorization, is the one that the answer wants.
bool is_welcome(const SiteRequest &request, const SiteAnswer &answer, SiteMemory &memory);

// The header that asks for it, with a nonce never used before.
void add_challenge(Writer &to, const SiteAnswer &answer, SiteMemory &memory);
