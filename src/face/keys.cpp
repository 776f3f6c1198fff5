#include "face/keys.h"

#include "face/ask.h"
#include "face/tell.h"
#include "system/keyfile.h"
#include "system/random.h"
#include "system/run.h"
#include "wire/code.h"

const char *key_file(const char *given)
{
    const char *named = given ? given : environment("SIXPACK_KEY");
    return named && *named ? named : given;
}

Exit generate_key(Span<char *> operands)
{
    Key key;
    if (operands.size > 1) return tell_usage("--genkey makes one key, for one FILE");
    if (Error error = fill_random(key.bytes)) return tell_error("a key", error);

    KeyLine     line(key);
    const char *path  = operands.empty() ? "-" : operands[0];
    bool        file  = !is_dash(path);
    Error       error = file ? write_key(path, line) : write_out(line);
    if (error) return tell_error(file ? path : "standard output", error);
    if (file) tell("key written to ", Shown{path}, ": copy it to the other machine, and keep it secret");
    return Exit::complete;
}

Error ask_for_code(Key &to, Text host)
{
    Line question;
    question.say("code shown by ", Shown{host}, ": ");
    for (int tries = 3; tries; tries--) {
        uint8_t memory[64];
        Writer  answer({reinterpret_cast<char *>(memory), sizeof memory});
        Error   error = ask(question.text(), answer);
        bool    good  = !error && key_of_code(to, answer.text());
        wipe(memory);
        if (error) return complaint(Exit::access, "it may want a key (-k FILE) or a code, and nobody gave one");
        if (good) return {};
        question.clear();
        question.say("mistyped, that is no code; again: ");
    }
    return complaint(Exit::access, "three times that was no code");
}
