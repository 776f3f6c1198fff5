#include "system/run.h"

#include "words/say.h"

#include <fcntl.h>
#include <signal.h>
#include <sys/wait.h>

static unsigned running;

namespace {
struct Arguments {
    char        letters[1024];
    const char *words[64];

    bool split(Text command);
};
}

bool Arguments::split(Text command)
{
    if (command.size >= sizeof letters) return false;
    copy_text(letters, command);
    size_t count = 0;
    for (char *at = letters; *at;) {
        while (*at == ' ') *at++ = 0;
        if (*at && count + 1 == sizeof words / sizeof *words) return false;
        if (*at) words[count++] = at;
        while (*at && *at != ' ') at++;
    }
    words[count] = nullptr;
    return count;
}

const char *environment(Text name)
{
    for (char **variable = environ; *variable; variable++) {
        Text text(*variable);
        if (text.size > name.size && starts_with(text, name) && text[name.size] == '=') return *variable + name.size + 1;
    }
    return nullptr;
}

// Tries the program in each directory of PATH, or as it is named where that has a slash.
static void execute(const Arguments &arguments, const char *const *variables)
{
    Text        name  = arguments.words[0];
    const char *found = environment("PATH");
    bool        placed = position(name, '/') < name.size;
    Text        path   = placed ? "" : found ? found : "/usr/local/bin:/bin:/usr/bin";
    for (;;) {
        size_t end           = position(path, ':');
        char   program[4096] = {};
        Writer(Span<char>(program).first(sizeof program - 1)).say(path.first(end), end ? "/" : "", name);
        execve(program, const_cast<char **>(arguments.words), const_cast<char **>(variables));
        if (end == path.size) return;
        path = path.after(end + 1);
    }
}

// Shells take the last of two variables of one name, others the first: there must be one.
static bool is_among(Span<const char *const> variables, Text inherited)
{
    Text name = inherited.first(position(inherited, '='));
    for (const char *variable : variables)
        if (Text(variable).first(position(variable, '=')) == name) return true;
    return false;
}

// The last words of a process that is to become another program. It borrows its parent's memory,
// which waits meanwhile.
[[noreturn]] static void become(const Arguments &arguments, Text variables)
{
    const char *all[512];
    size_t      count = 0;
    for (; !variables.empty(); variables = variables.after(position(variables, 0) + 1)) all[count++] = variables.data;
    Span<const char *const> added(all, count);
    for (char **old = environ; *old && count < 511; old++)
        if (!is_among(added, *old)) all[count++] = *old;
    all[count] = nullptr;

    // An ignored signal stays ignored across exec; programs do not expect that of these two.
    signal(SIGPIPE, SIG_DFL);
    signal(SIGXFSZ, SIG_DFL);
    int nothing = open("/dev/null", O_RDONLY);
    dup2(nothing, 0);
    execute(arguments, all);
    _exit(127);
}

Error run_program(const char *command, Text variables)
{
    Arguments arguments;
    if (!arguments.split(command)) return {"run", EINVAL, Exit::other};
    pid_t child = vfork();
    if (child < 0) return failure("run", Exit::other);
    if (!child) become(arguments, variables);
    running++;
    return {};
}

unsigned programs_running() { return running; }

int reap_program(bool wait)
{
    int   status;
    pid_t child;
    while ((child = waitpid(-1, &status, wait ? 0 : WNOHANG)) < 0 && errno == EINTR) continue;
    if (child <= 0) return 0;
    running--;
    int code = WIFEXITED(status) ? WEXITSTATUS(status) : 128 + WTERMSIG(status);
    return code ? code : -1;
}
