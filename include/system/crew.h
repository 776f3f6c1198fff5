// Copies of this process, at work beside it on what it has open. They say how much they have done, and
// end with it.
#pragma once

#include "system/fd.h"

class Crew {
public:
    Crew() = default;
    ~Crew() { dismiss(); }
    Crew(const Crew &) = delete;

    // Makes a copy, of which there are 8 at the most: true in that, which is to report and then _exit().
    // Fails with Exit::other.
    Result<bool> add();
    void         report(uint64_t done) const;

    // All that has been reported so far, without waiting for more. After the last add() only.
    uint64_t reported();

    // Readable when there is something to take, and when all have ended.
    int  fd() const { return reports_.get(); }
    bool ended() const { return ended_; }  // as of the last reported()

    // Returns when none of them is left, whatever they were doing.
    void dismiss();

private:
    Fd       reports_, writing_;
    int      members_[8];
    size_t   count_    = 0;
    uint64_t reported_ = 0;
    bool     ended_    = false;
};
