// What the parts of tcpup share: its settings, and the two stories it tells.
#pragma once

#include "face/options.h"
#include "face/progress.h"
#include "link/reception.h"
#include "link/sender.h"
#include "system/directory.h"
#include "system/resolve.h"
#include "wire/code.h"

struct Settings {
    bool        listen, once, replace, recursive, restart, raw, open, quiet, verbose, genkey;
    uint8_t     family;
    const char *directory   = ".";
    const char *output      = nullptr;
    const char *command     = nullptr;
    const char *name        = nullptr;
    const char *key         = nullptr;
    uint64_t    max_size    = UINT64_MAX;
    uint64_t    rate        = 0;
    uint32_t    max_clients = 64;
    const char *service     = "8889";
    uint16_t    port        = 0;  // what that means
    Millis      patience    = seconds(300);
    TextList    allowed     = {};
};

extern Settings      settings;
extern const Program kProgram;

// Names, connecting and the opening share one patience.
inline Deadline connected_by() { return {now() + smaller(settings.patience, seconds(30))}; }

// Connects to HOST, with the key where there is one; asks for a code where HOST seems to want one and
// there is somebody to ask. Tells why when it fails.
Exit connect_to(const char *host, Channel &channel);

// The sending side: what goes over one connection. Each tells the person how it went.
class Shipment {
public:
    // Looks at a FILE before anything is sent.
    static Exit check(const char *file);

    Shipment(Channel &channel, Stop &stop);
    Exit send(const char *file);

    // True when nothing more can be sent, or a file was left half sent.
    bool broken() const { return sender_.broken() || sender_.busy(); }

private:
    Exit send_tree(const char *path);
    Exit send_source(Source &source, Text name);
    Exit send_directory(Text path, uint16_t mode);
    Error carry(Text name, uint64_t size);
    Exit tell_failure(Text name, Error error, uint64_t size);
    void tell_sent(Text name, Millis since);

    Stop        &stop_;
    UploadSender sender_;
    Progress     bar_{settings.quiet};
};

// Who may upload.
struct Guard {
    enum class Asks : uint8_t { nothing, key, code };

    Asks asks = Asks::nothing;
    Key  key;
    char code[kCodeLetters];  // made for this run alone
};

// The receiving side: what the settings say of it, and the words for what happens there.
Exit open_reception(Reception &reception, ServeRules &rules, Guard &guard, Span<char *> operands);
void announce(const Reception &reception, const Guard &guard);
void report(const Event &event, const Guard &guard);

// Runs the command of -x for a stored file, beside the server.
Exit run_command(const Event &event);
// Tells of the commands that have failed since; waits until no more than `most` are running.
Exit reap_commands(unsigned most);
