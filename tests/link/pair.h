// For tests: the two ends of a connection in one process, each taking its turn.
#pragma once

#include "link/receiver.h"
#include "link/sender.h"

#include "../scratch.h"

#include <sys/socket.h>

struct Pair {
    Fd near, far;

    Pair()
    {
        int ends[2];
        must(!socketpair(AF_UNIX, SOCK_STREAM | SOCK_CLOEXEC, 0, ends));
        near = Fd(ends[0]);
        far  = Fd(ends[1]);
    }
};

// A channel without an opening.
class Plain : public Channel {
public:
    explicit Plain(Fd link) { begin(move(link)); }
};

// Always readable: a sender that is told to look out for it never waits.
inline int no_waiting()
{
    static int fd = open("/dev/null", O_RDONLY | O_CLOEXEC);
    return fd;
}

// Steps a sender without waiting. One whose size has not moved for sixteen steps waits for a stream, and to read
// on from that it must not be asked to stop. (A receiver that reads what it holds takes a few steps, and could not
// be waited for by its own thread.)
class Stepper {
public:
    Error step(UploadSender &sender)
    {
        still_ = sender.size() == size_ ? still_ + 1 : 0;
        size_  = sender.size();
        return sender.step(still_ % 16 == 15 ? -1 : no_waiting());
    }

private:
    uint64_t size_  = 0;
    unsigned still_ = 0;
};

// `size` bytes that differ from place to place and with the seed (Marsaglia's xorshift32).
inline void put_noise(const char *path, size_t size, uint32_t seed = 1)
{
    static uint8_t noise[4096];
    Fd             fd(open(path, O_WRONLY | O_CREAT | O_TRUNC | O_CLOEXEC, 0644));
    must(bool(fd));
    while (size) {
        for (uint8_t &byte : noise) {
            seed ^= seed << 13, seed ^= seed >> 17, seed ^= seed << 5;
            byte = uint8_t(seed);
        }
        size_t piece = smaller(size, sizeof noise);
        must(write(fd.get(), noise, piece) == ssize_t(piece));
        size -= piece;
    }
}

inline bool same_content(const char *one, const char *other)
{
    static uint8_t a[4096], b[4096];
    Fd             first(open(one, O_RDONLY | O_CLOEXEC)), second(open(other, O_RDONLY | O_CLOEXEC));
    for (;;) {
        ssize_t got = first && second ? read(first.get(), a, sizeof a) : -1;
        if (got < 0 || read(second.get(), b, sizeof b) != got) return false;
        if (!got) return true;
        if (memcmp(a, b, size_t(got))) return false;
    }
}

// A receiver on its end of a connection, as a visitor of the server has it.
class Server {
public:
    explicit Server(Fd link, Fd directory) : receiver(&rules, now()), channel_(move(link))
    {
        rules.directory = move(directory);
    }

    // Takes what has arrived, and answers. Fails when the connection is of no more use.
    Error turn()
    {
        static uint8_t scratch[kLongestData];
        if (receiver.has_work()) {
            receiver.work(scratch, now());
            return receiver.flush(channel_);
        }
        if (rules.raw) {
            over = TRY(receiver.pour(channel_.link(), scratch, now()));
            note();
            return {};
        }
        Moved got   = TRY(channel_.receive(scratch));
        Bytes input = Bytes(scratch).first(got.size);
        do {
            TRY(receiver.next(input, now()));
            note();
        } while (!input.empty());
        TRY(receiver.flush(channel_));
        over = got.ended;
        return over ? receiver.ended() : Error{};
    }

    void hang_up() { channel_.close(); }

    StoreRules     rules;
    UploadReceiver receiver;
    Upload         last;    // what became of the last file
    uint32_t       files = 0;
    bool           over  = false;

private:
    void note()
    {
        if (receiver.upload().state == Upload::State::nothing) return;
        if (receiver.upload().state == Upload::State::contested) receiver.refuse(Refusal::busy, "it is being sent already");
        last = receiver.upload();
        receiver.forget_news();
        files++;
    }

    Plain channel_;
};

// Both take their turns until the sender is done with its file.
inline Error carry(UploadSender &sender, Server &server)
{
    Stepper stepper;
    Error   error;
    while (sender.busy() && !error) {
        error = stepper.step(sender);
        TRY(server.turn());
    }
    return error;
}

inline Offer offer_for(const Source &source, Text name)
{
    timespec modified = source.modified();
    return {Offer::file,   uint8_t(source.is_file() ? 0 : Offer::size_unknown),
            source.mode(), modified.tv_sec,
            uint32_t(modified.tv_nsec), source.is_file() ? source.size() : 0,
            name};
}
