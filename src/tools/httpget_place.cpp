#include "tools/httpget.h"

#include "wire/disposition.h"
#include "wire/name.h"

#include <sys/stat.h>

static Error failed(const char *attempt, int code) { return {attempt, code, Exit::file}; }

// No name is as long as a path that fills the memory.
Error Place::name_it(Text name)
{
    Writer path{Span<char>(path_)};
    if (settings.directory && !settings.output) path.say(settings.directory, '/');
    path_size_ = path.say(name).text().size;
    path.add('\0');
    return path.text().size == path_size_ ? failed("create", ENAMETOOLONG) : Error{};
}

Error Place::choose(const Url &url)
{
    char memory[kLongestName + 1];
    Text name = settings.output;
    if (!name.data) name = TRY(file_name(url, memory));
    TRY(name_it(name));
    return settings.proposed && !settings.output ? Error{} : look();
}

// A name of the server's own choice is known late.
Error Place::take_name(Headers headers)
{
    char memory[kLongestHeader];
    Text field = headers.find("Content-Disposition");
    if (field.data) {
        Text name = TRY(proposed_name(field, memory));
        if (!name.empty()) TRY(name_it(name));
    }
    return look();
}

Error Place::look()
{
    struct stat status;
    bool dash = settings.output && is_dash(settings.output);
    bool any  = !dash && !stat(path_, &status);
    there_    = any && S_ISREG(status.st_mode);
    stream_   = dash || any != there_;
    if (there_ && !may_replace()) return complaint(Exit::file, "already exists (-O replaces, -c continues)");
    if (there_) {
        own_size_ = uint64_t(status.st_size);
        own_date_ = int64_t(status.st_mtim.tv_sec);
    }
    link_ = !stream_ && !lstat(path_, &status) && S_ISLNK(status.st_mode);
    TRY(Sink::check_output(path_, may_replace()));
    return settings.resume && !stream_ ? open_part() : Error{};
}

int64_t Place::newer_than() const { return settings.newer && there_ ? own_date_ : INT64_MIN; }

Error Place::begin(const ResponseReader &response, bool decoded)
{
    if (!sink_.is_open()) {
        if (settings.proposed && !settings.output) TRY(take_name(response.headers()));
        TRY(sink_.open_output(path_, may_replace()));
    }
    total_ = decoded || response.status() == 204 ? kUnknown : response.length();
    TRY(response.status() == 206 && !is_given("Range") ? go_on(response) : restart());
    TRY(remember(response));
    return check_room();
}

Error Place::check_room() const
{
    bool fits = stream_ || total_ == kUnknown || total_ - sink_.size() <= sink_.free_space();
    return fits ? Error{} : failed("write", ENOSPC);
}

Error Place::write(Bytes piece)
{
    hash(piece);
    return sink_.write(piece);
}

bool parse_checksum(Digest &to)
{
    Text kind = "sha256:", given = settings.checksum;
    return starts_with(given, kind) && from_hex(to.bytes, given.after(kind.size));
}

Error Place::compare()
{
    Digest wanted;
    TRY(hash_held());
    digest_ = hash_.finish();
    if (!settings.checksum || (parse_checksum(wanted) && digest_ == wanted)) return {};
    return complaint(Exit::verification, "it is not what --checksum says");
}

Error Place::finish()
{
    Error error = compare();
    sink_.drop_note();
    if (error) return sink_.discard(), error;
    Attributes attributes = {0666, date_ != INT64_MIN, date_, 0};
    return sink_.commit(attributes);
}

bool Place::leave()
{
    bool kept = settings.resume && !stream_ && validator_size_ && sink_.size();
    if (kept) {
        if (date_ != INT64_MIN) sink_.stamp(date_);
        sink_.close();
        return true;
    }
    sink_.drop_note();
    sink_.discard();
    return false;
}
