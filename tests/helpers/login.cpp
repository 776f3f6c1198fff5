// What our half answers to a challenge, for tests/peers/digest.sh:
//     login USER PASSWORD CNONCE METHOD TARGET FIELD...
#include "wire/auth.h"

#include <unistd.h>

static Result<Text> answer(Span<char> memory, char **argv)
{
    Login login({argv[1], argv[2]}, argv[3], true);
    for (char **field = argv + 6; *field; field++) login.challenged(*field);
    TRY(login.once_more());
    return login.answer(memory, argv[4], argv[5]);
}

int main(int argc, char **argv)
{
    char memory[4096];
    if (argc < 7) return 2;
    Result<Text> result = answer(memory, argv);
    Line         line;
    line.say(result.error ? Text(result.error.words) : result.value, '\n');
    return write(1, line.text().data, line.text().size) < 0 || result.error;
}
