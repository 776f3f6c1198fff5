// Lines of a chat, out of the bytes that any peer sends: netcats, telnet, and programs that have never
// heard of newlines.
//
//     a line ends with     LF, CR LF, CR NUL (telnet's Enter, RFC 854) or CR
//     is taken out         telnet's commands: IAC WILL, WONT, DO, DONT and an option (RFC 854), IAC SB up
//                          to IAC SE (RFC 855), IAC and one other byte; IAC IAC is the byte 0xff
//     is answered          telnet's DO TIMING-MARK (RFC 860): who waits for that shows nothing before it comes
//     500 ms of silence    end the line of a peer that has never sent the end of one
//
// However the bytes are cut into segments, the same lines come out.
#pragma once

#include "words/clock.h"
#include "words/span.h"

constexpr size_t kLongestText    = 1000;   // bytes in a line, without its end
constexpr Millis kUnendedSilence = {500};

// What a raw terminal may be shown of `line`, and no one takes for two: a tab becomes a blank, what is not
// UTF-8, is a control or reorders text (words/utf8.h) becomes U+FFFD. Written to `to`, which `line` is a
// view of then; false where it does not fit.
bool clean_text(Text &line, Span<char> to);

// IAC WONT TIMING-MARK, which says as much as WILL: all that was sent before has been looked at.
inline constexpr const char *kTimingMark = "\xff\xfc\x06";

// One peer's bytes that are not lines yet. Memory of zeros is one that has heard nothing.
class ChatLineReader {
public:
    enum class Event : uint8_t {
        nothing,   // more input is needed, or silence
        line,
        too_long,  // once for a line over kLongestText, which is dropped whole
    };

    // Where the next bytes go, and that some have come. Empty only while there are lines to be asked for.
    Space space();
    void  filled(size_t size, Millis now);

    // The peer has sent all it had: what there is of a line is one.
    void finish() { finished_ = true; }

    // The next line, as it was sent: it is not fit to be shown. Valid until the next call. Who is not to be
    // heard for a while (Room::may_read) is not asked, and what he has sent waits here.
    Event next(Text &line, Millis now);

    // True once for each time that a kTimingMark is to be sent.
    bool take_mark();

    // When there is a next line without another byte. Past while there is one already.
    Deadline due() const;

private:
    enum class Telnet : uint8_t {
        text,
        command,         // behind IAC
        option,          // behind IAC WILL, WONT or DONT
        request,         // behind IAC DO
        subnegotiation,  // behind IAC SB
        inner_command,   // behind an IAC in there
    };

    static Telnet behind(uint8_t command);
    bool  take_telnet(uint8_t byte);
    Event take(uint8_t byte, Text &line);
    Event end_line(Text &line);

    Millis   heard_ = {0};
    uint16_t size_ = 0;          // of the line under way, in front
    uint16_t at_ = 0, end_ = 0;  // bytes that have not been looked at
    Telnet   telnet_   = Telnet::text;
    bool     after_cr_ = false;
    bool     ends_     = false;  // its lines: one has had an end
    bool     skipping_ = false;  // the rest of a line too long
    bool     finished_ = false;
    bool     marks_    = false;  // is waiting for a mark
    uint8_t  memory_[kLongestText + 56];
};
