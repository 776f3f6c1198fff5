// Compares wire/noise with published vectors: noise_vectors FILE, of cacophony's form. Both sides write
// and read them. Prints a line that tests/run counts.
#include "json.h"
#include "wire/noise.h"
#include "words/say.h"

#include <fcntl.h>
#include <unistd.h>

namespace {
// The bytes that a string of a vector stands for.
class Given {
public:
    explicit Given(Json digits) : bytes_(digits.bytes(memory_)) {}
    Given(const Given &) = delete;

    Bytes bytes() const { return bytes_; }
    Key   key() const
    {
        Key key;
        copy(key.bytes, bytes_);
        return key;
    }

private:
    uint8_t memory_[256];
    Bytes   bytes_;
};
}

static bool is(Bytes bytes, Json expected)
{
    return bytes == Given(expected).bytes();
}

static NoiseHandshake begun(Json vector, Role role)
{
    bool           initiator = role == Role::initiator;
    Given          prologue(vector[initiator ? "init_prologue" : "resp_prologue"]);
    Json           psks = vector[initiator ? "init_psks" : "resp_psks"];
    Key            ephemeral = Given(vector[initiator ? "init_ephemeral" : "resp_ephemeral"]).key();
    NoiseHandshake handshake;
    handshake.begin(role, prologue.bytes(), Given(*psks.begin()).key(), ephemeral);
    return handshake;
}

static bool crosses(NoiseHandshake &writer, NoiseHandshake &reader, Json message)
{
    Given   payload(message["payload"]);
    uint8_t written[256], read[256];
    Space   whole = Space(written).first(payload.bytes().size + kNoiseOverhead);
    Space   back  = Space(read).first(payload.bytes().size);
    return writer.write(payload.bytes(), whole) && is(whole, message["ciphertext"]) &&
           reader.read(whole, back) && is(back, message["payload"]);
}

static bool crosses(NoiseCipher &sending, NoiseCipher &receiving, Json message)
{
    Given   payload(message["payload"]);
    uint8_t written[256];
    Space   whole = Space(written).first(payload.bytes().size + kTag);
    return sending.encrypt(payload.bytes(), whole) && is(whole, message["ciphertext"]) &&
           receiving.decrypt(whole) && is(whole.first(payload.bytes().size), message["payload"]);
}

// How many messages agree; 0 when one does not.
static unsigned compare(Json vector)
{
    NoiseHandshake a = begun(vector, Role::initiator), b = begun(vector, Role::responder);
    NoiseCipher    sending[2], receiving[2];  // of the initiator's messages, and of the responder's
    Json::Walk     messages = vector["messages"].begin();
    unsigned       count    = 2;
    if (!crosses(a, b, *messages) || !crosses(b, a, *++messages)) return 0;
    if (!is(a.hash().bytes, vector["handshake_hash"]) || !(a.hash() == b.hash())) return 0;
    a.split(sending[0], receiving[1]);
    b.split(sending[1], receiving[0]);
    for (; ++messages != Json::End(); count++)
        if (!crosses(sending[count % 2], receiving[count % 2], *messages)) return 0;
    return count;
}

static bool report(Text name, unsigned count)
{
    Line line;
    line.say(count ? "ok " : "FAIL ", name, ": ", count, " messages agree\n");
    return write(1, line.text().data, line.text().size) >= 0 && count;
}

int main(int argc, char **argv)
{
    static char memory[64 << 10];
    int         file  = argc == 2 ? open(argv[1], O_RDONLY) : -1;
    ssize_t     size  = read(file, memory, sizeof memory);
    bool        found = false;
    if (size <= 0 || size == sizeof memory) return 1;
    for (Json vector : Json(Text(memory, size_t(size)))["vectors"]) {
        Text name = vector["protocol_name"].text();
        if (name != "Noise_NNpsk0_25519_ChaChaPoly_SHA256") continue;
        found = true;
        if (!report(name, compare(vector))) return 1;
    }
    return !found;
}
