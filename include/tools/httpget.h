// What the parts of httpget share: its settings, where content goes, and one URL's story.
#pragma once

#include "crypto/sha256.h"
#include "face/options.h"
#include "face/progress.h"
#include "link/exchange.h"
#include "system/crew.h"
#include "system/sink.h"
#include "system/stop.h"
#include "wire/auth.h"
#include "wire/cookies.h"
#include "wire/redirect.h"
#include "wire/robots.h"
#include "words/ascii.h"

#include <time.h>

struct Settings {
    bool        head, resume, newer, quiet, verbose, heads, compressed, proposed, errors_too, robots, ignored;
    uint8_t     family;
    const char *output     = nullptr;
    const char *directory  = nullptr;
    const char *list       = nullptr;
    const char *method     = nullptr;
    const char *data       = nullptr;
    const char *file       = nullptr;  // whose bytes are the content of requests
    const char *agent      = "httpget/0.1";
    const char *user       = nullptr;
    const char *password   = nullptr;
    const char *cookies    = nullptr;
    const char *checksum   = nullptr;
    const char *proxy      = "on";
    const char *authority  = nullptr;  // a file of certificates, for TLS
    TextList    headers    = {};
    uint32_t    tries      = 3;
    uint32_t    segments   = 1;
    uint64_t    rate       = 0;
    uint64_t    least_rate = 0;
    Millis      idle       = seconds(60);
    Millis      connecting = seconds(30);
    Millis      whole      = {};  // 0: no limit
};

extern Settings      settings;
extern const Program kProgram;

// Whether one of the user's headers has this name.
bool is_given(Text name);

// A bar would stand in the midst of what is shown on the terminal.
bool shows_content();

// What --checksum asks for; false where that is no digest.
bool parse_checksum(Digest &to);

// Where the content of one URL goes, and what of it is there already.
class Place {
public:
    // What -O names, or the URL's name below the directory. Looks whether it may be written, before
    // anything is asked.
    Error choose(const Url &url);

    // Decides what the next request asks for: what follows the first offset() bytes as long as they are of
    // the content that validator() tells (RFC 9110, section 13.1.5), or with 0 all of it.
    void     prepare();
    uint64_t offset() const { return offset_; }
    Text     validator() const { return {validator_, validator_size_}; }

    // The date of the file that is there, where only a newer one is wanted; else INT64_MIN.
    int64_t newer_than() const;

    // The server sends it though it is neither newer than that file nor of another size.
    bool is_current(const ResponseReader &response) const;

    // The head of a response with content has come: opens what has to be written, at the right offset.
    // Fails with Exit::protocol where the response goes on from somewhere else, and with Exit::file.
    Error begin(const ResponseReader &response, bool decoded);
    Error write(Bytes piece);

    // Several ranges are written at once: until all are there, or only the front of the first counts, the
    // note says so to whoever would go on. The bytes from `first` up to `end` alone are asked for next, by a
    // copy of the process.
    bool     is_divisible() const;
    Error    divide() { return sink_.keep_note("in segments"); }
    void     take_segment(uint64_t first, uint64_t end);
    uint64_t end() const { return end_; }  // 0: none is set
    void     join() { sink_.skip_to(total_); }
    Error    part();

    // Whether the response to a request for a range has that, of the same content.
    bool  goes_on(const ResponseReader &response) const;
    Sink &sink() { return sink_; }
    bool  hashes() const { return settings.verbose || settings.checksum; }

    // All is there: compares, syncs and names it.
    Error finish();

    // The file that is there is what was asked for; compares it.
    Error check_own();

    // 416: whether the bytes asked for were those behind the last one. If not, nothing more goes on from them.
    bool is_whole(const ResponseReader &response);

    // What an attempt left can be gone on from, or taken back, by the next.
    bool is_repeatable() const { return !stream_ || !sink_.size() || validator_size_; }

    // No more attempts. True where what is held stays for another run.
    bool leave();

    Text          name() const { return {path_, path_size_}; }
    uint64_t      size() const { return sink_.size(); }
    uint64_t      total() const { return total_; }          // of the whole, or kUnknown
    uint64_t      continued() const { return continued_; }  // bytes that were there before this run
    bool          is_stream() const { return stream_; }
    bool          replaces_link() const { return link_; }
    const Digest &digest() const { return digest_; }

private:
    Error name_it(Text name);
    Error take_name(Headers headers);
    Error look();
    Error open_part();
    Error restart();
    Error go_on(const ResponseReader &response);
    void  hash(Bytes piece);
    Error read_own(bool copies);
    Error copy_own();
    Error hash_held();
    Error compare();
    Error check_room() const;
    Error remember(const ResponseReader &response);
    void  set_validator(Text text);
    void  set_validator(int64_t date);
    bool  may_replace() const { return settings.output || settings.resume || settings.newer; }
    bool  goes_on_from_own() const;
    bool  is_of_same_content(Headers headers) const;

    Sink     sink_;
    bool     stream_    = false;
    bool     there_     = false;      // a file of that name
    bool     link_      = false;      // it is a symbolic link to one
    uint64_t own_size_  = 0;          // of that file
    int64_t  own_date_  = INT64_MIN;
    uint64_t offset_    = 0;
    uint64_t end_       = 0;
    uint64_t continued_ = 0;
    uint64_t total_     = kUnknown;
    int64_t  date_      = INT64_MIN;  // of the content, as the server says
    uint64_t hashed_    = 0;          // bytes in hash_
    Sha256   hash_;
    Digest   digest_    = {};
    size_t   path_size_ = 0, validator_size_ = 0;
    char     path_[4096];
    char     validator_[256];
};

constexpr size_t kJarMemory     = 16 << 10;
constexpr size_t kLongestAnswer = kLongestUrl + 2048;

// What all URLs of one run share.
struct Session {
    Session(Space for_exchange, Space for_jar, const Url &proxy, Text cnonce);

    Patience patience() const;

    Exchange exchange;
    Jar      jar;
    Stop     stop;
    Deadline whole;     // --max-time
    Text     cnonce;    // for logins
    Url      proxy;     // without a host: there is none
    Text     no_proxy;  // hosts that are reached without it
    Login    proxy_login;
};

constexpr size_t kPipePiece = 4096;  // what a pipe that can be written to takes without waiting

// For Exchange: shows what -S and -v ask for.
void show_head(Text head, bool received);

// Waits; false when somebody wants to stop.
bool pause_until(Stop &stop, Millis time);

// Who we are at the URL's host: of the URL itself, of -u for the server asked `first`, or of the file
// netrc; null where nobody says. The texts lie in `memory`.
Result<Credentials> find_credentials(const Url &url, bool first, Span<char> memory);

// One URL, from the first request to the file under its name. Tells the person how it went.
class Fetch {
public:
    explicit Fetch(Session &session) : session_(session) {}
    Exit run(Text typed);

    // The same for a robots.txt on the way of another URL, which knows whether its server may hear our
    // secrets.
    Fetch(Session &session, Robots &robots, bool trusted) : Fetch(session)
    {
        robots_ = &robots;
        first_  = trusted;
    }

private:
    enum class Next : uint8_t {
        done,   // exit_ says how it went
        again,  // the same request, be it another attempt or with an answer to a challenge
        on,     // to url_, which is of the same origin
        away,   // to url_, which is not
    };

    Error open(Text typed);
    Next  enter(Next next);
    Next  stay();
    Next  attempt();
    Next  end(Exit exit);

    bool    is_direct() const;
    Route   route() const;
    Target  target_form() const;
    Request request(Span<Text> headers) const;
    void    add_conditions(Writer &range, Writer &since) const;
    Error   ask();

    Text status_words() const;
    Next judge();
    void keep_cookies(Headers headers);
    Next authenticate(Login &login, Text field);
    Next follow(Text location, const Redirection &how);
    Next refuse();
    Next at_end();
    Next keep_own(Text how);
    Next accept();
    Next say_status();
    Next say_nothing();
    Next print_head();

    Next  tunnel();
    Next  obey_robots(Next next);
    Next  read_rules();

    Next  save();
    Error note(size_t moved);
    Error put(Bytes piece);
    Error wait_for(int fd, short events) const;
    Error take_plain(uint64_t end);
    Error take_segments();
    Error divide(Crew &crew, uint64_t share);
    Error wait_for(Crew &crew);
    void  fetch_segment(uint64_t first, uint64_t end);
    Error take_coded(bool gzip);
    Next  finish();
    void  tell_saved();
    Exit  print_digest();

    Writer &begin_line_of_url() const;
    bool    may_repeat() const;
    Next    try_again(Writer &line, Exit exit, Headers headers);
    Next    fail(Writer &line, Exit exit);
    Next    fail(Writer &line, Error error);
    Next    fail(Error error);
    Next    break_off(Error error);

    Session &session_;
    Robots  *robots_ = nullptr;
    Login   *login_ = nullptr;  // of this origin
    Crew    *crew_  = nullptr;
    Text     method_;
    bool     first_           = true;   // the origin is that of the URL asked for, and may hear what is meant for it
    bool     content_dropped_ = false;  // by a redirect
    Exit     exit_            = Exit::complete;
    uint32_t state_           = 0;  // of the trail: cookies and logins change it
    uint32_t tried_           = 0;  // attempts that failed
    uint64_t moved_           = 0;  // bytes of content in this attempt
    uint64_t saved_           = 0;
    Millis   begun_;                // when they began to come
    Millis   since_;                // when those of the first attempt did
    Payload  payload_;
    Url      url_;
    size_t   current_ = 0;          // of urls_, which url_ lies in
    Place    place_;                // large, and so behind what is often used
    Source   source_;
    Trail    trail_;
    Progress bar_{settings.quiet || shows_content()};
    char     urls_[2][kLongestUrl];
};
