// What a site answers.
#pragma once

#include "helpers/site/request.h"
#include "helpers/site/script.h"

// Answers a request whose head has been read; false where the connection ends behind that.
bool reply(SiteRequest &request, const SiteScript &script, SiteMemory &memory);

// Says that nothing more comes, and waits until the client has seen it: closed at once, a connection on
// which something is still to be read would be reset, and the end of the answer lost. True where something
// came until then.
bool finish(const Fd &link);
