// Any bytes as the fields of a 401, one a line: what is answered is a proper field itself, and depends neither on
// schemes that nobody knows nor on the memory it is written to.
#include "wire/auth.h"

#include "fuzz/fuzz.h"

static constexpr Credentials kWho = {"a\"b\\c", "d:e"};

static Result<Text> answer(Span<char> memory, Text fields, bool basic_allowed, bool with_unknown)
{
    Login login(kWho, "0123456789abcdef", basic_allowed);
    if (with_unknown) login.challenged("NTLM, Negotiate abc==");
    while (!fields.empty()) login.challenged(take_until(fields, '\n'));
    if (with_unknown) login.challenged("Bearer realm=\"x\"");
    TRY(login.once_more());
    return login.answer(memory, "GET", "/\"");
}

static void check_field(Text text, bool basic_allowed)
{
    must(is_field_value(text));
    Text scheme = take_token(text);
    must(scheme == "Digest" || (scheme == "Basic" && basic_allowed));
    bool nonce = false, response = false;
    for (size_t count = 0; scheme == "Digest" && !text.empty(); count++) {
        Parameter parameter;
        must(count < 20);
        skip_blanks(text);
        must(take_parameter(text, parameter));
        nonce |= parameter.name == "nonce" && parameter.value.size;
        response |= parameter.name == "response" && (parameter.value.size == 32 || parameter.value.size == 64);
        must(text.empty() || text[0] == ',');
        take_until(text, ',');
    }
    must(scheme == "Basic" || (nonce && response));
}

extern "C" int LLVMFuzzerTestOneInput(const uint8_t *data, size_t size)
{
    static char memory[4096], other_memory[4096];
    if (!size) return 0;
    bool         basic_allowed = data[0] & 1;
    Text         fields        = text_of(Bytes(data, size).after(1));
    Result<Text> whole         = answer(memory, fields, basic_allowed, false);
    Result<Text> same          = answer(other_memory, fields, basic_allowed, true);
    must(whole.error.words == same.error.words && whole.value == same.value);
    must(!whole.error || whole.error.exit() == Exit::access || whole.error.exit() == Exit::protocol);
    if (whole.error) return 0;
    check_field(whole.value, basic_allowed);

    size_t       room    = smaller<size_t>(data[0] * 8, sizeof other_memory);
    Result<Text> shorter = answer(Span<char>(other_memory).first(room), fields, basic_allowed, false);
    must(room > whole.value.size ? shorter.value == whole.value : bool(shorter.error));
    return 0;
}
