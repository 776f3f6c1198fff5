#include "wire/chat_line.h"

#include "words/utf8.h"

// Commands begin with the end of a record. Below that there is none, and no reason to lose a newline.
static constexpr uint8_t kFirstCommand = 236;
static constexpr uint8_t kSe = 240, kSb = 250, kWill = 251, kDo = 253, kDont = 254, kIac = 255;

static constexpr uint8_t kMark = 6;  // the option

bool clean_text(Text &line, Span<char> to)
{
    size_t size = 0;
    for (Text rest = line; !rest.empty();) {
        Character next  = first_character(rest);
        Text      piece = rest.first(next.length ? next.length : 1);
        rest            = rest.after(piece.size);
        if (piece == "\t") piece = " ";
        else if (!next.length || !is_showable(next.code)) piece = "\ufffd";
        if (piece.size > to.size - size) return false;
        memcpy(to.data + size, piece.data, piece.size);
        size += piece.size;
    }
    line = {to.data, size};
    return true;
}

Space ChatLineReader::space()
{
    memmove(memory_ + size_, memory_ + at_, size_t(end_ - at_));
    end_ = uint16_t(end_ - at_ + size_);
    at_  = size_;
    return Space(memory_).after(end_);
}

void ChatLineReader::filled(size_t size, Millis now)
{
    if (size > sizeof memory_ - end_) __builtin_trap();
    end_   = uint16_t(end_ + size);
    heard_ = now;
}

bool ChatLineReader::take_mark()
{
    bool marks = marks_;
    marks_     = false;
    return marks;
}

ChatLineReader::Telnet ChatLineReader::behind(uint8_t command)
{
    if (command == kSb) return Telnet::subnegotiation;
    if (command == kDo) return Telnet::request;
    return command >= kWill && command <= kDont ? Telnet::option : Telnet::text;
}

// False where the byte is part of the text.
bool ChatLineReader::take_telnet(uint8_t byte)
{
    switch (telnet_) {
    case Telnet::text:
        if (byte != kIac) return false;
        telnet_ = Telnet::command;
        break;
    case Telnet::command:
        telnet_ = behind(byte);
        return byte != kIac && byte >= kFirstCommand;
    case Telnet::request: marks_ |= byte == kMark; [[fallthrough]];
    case Telnet::option: telnet_ = Telnet::text; break;
    case Telnet::subnegotiation:
        if (byte == kIac) telnet_ = Telnet::inner_command;
        break;
    case Telnet::inner_command: telnet_ = byte == kSe ? Telnet::text : Telnet::subnegotiation; break;
    }
    return true;
}

ChatLineReader::Event ChatLineReader::end_line(Text &line)
{
    bool skipped = skipping_;
    line         = text_of(Bytes(memory_).first(size_));
    size_        = 0;
    skipping_    = false;
    return skipped ? Event::nothing : Event::line;
}

ChatLineReader::Event ChatLineReader::take(uint8_t byte, Text &line)
{
    bool second = after_cr_ && (byte == '\n' || !byte);
    after_cr_   = byte == '\r';
    if (second) return Event::nothing;
    if (byte == '\r' || byte == '\n') {
        ends_ = true;
        return end_line(line);
    }
    if (skipping_) return Event::nothing;
    if (size_ < kLongestText) {
        memory_[size_++] = byte;
        return Event::nothing;
    }
    skipping_ = true;
    size_     = 0;
    return Event::too_long;
}

ChatLineReader::Event ChatLineReader::next(Text &line, Millis now)
{
    while (at_ < end_) {
        uint8_t byte = memory_[at_++];
        if (take_telnet(byte)) continue;
        Event event = take(byte, line);
        if (event != Event::nothing) return event;
    }
    bool unended = size_ || skipping_;
    return unended && due().passed(now) ? end_line(line) : Event::nothing;
}

Deadline ChatLineReader::due() const
{
    bool waiting = at_ < end_, unended = size_ || skipping_;
    if (waiting || (unended && finished_)) return {{0}};
    return unended && !ends_ ? Deadline{heard_ + kUnendedSilence} : Deadline::never();
}
