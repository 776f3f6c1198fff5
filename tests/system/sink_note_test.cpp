#include "check.h"
#include "scratch.h"
#include "sinks.h"

static constexpr const char *kTag = "\"5f3-a\"";

static Text note_of(const Sink &sink)
{
    static char memory[16];
    return sink.read_note(memory);
}

TEST("sink: a part file has a note, which stays with it")
{
    Scratch scratch;
    {
        Sink sink = output_to("a", false).value;
        CHECK("none at first", note_of(sink).empty());
        CHECK("kept", !sink.write(bytes_of("abc")) && !sink.keep_note(kTag));
        CHECK("beside the part", names_in(".") == ".a.part-0 .a.part-0.etag");
        CHECK("for its owner only", (status_of(".a.part-0.etag").st_mode & 07777) == 0600);
    }
    Sink sink = output_to("a", false).value;
    CHECK("found again", note_of(sink) == kTag && content_of(".a.part-0.etag") == kTag);
    CHECK("replaced", !sink.keep_note("\"new\"") && note_of(sink) == "\"new\"");
    sink.drop_note();
    CHECK("dropped", note_of(sink).empty() && names_in(".") == ".a.part-0");
}

TEST("sink: a note that does not fit is none, and one that is planted is not followed")
{
    Scratch scratch;
    Sink    sink = output_to("a", false).value;
    must(!sink.keep_note("fifteen letters"));
    CHECK("it fits", note_of(sink) == "fifteen letters");
    CHECK("it does not", !sink.keep_note("sixteen letters!") && note_of(sink).empty());

    put_file("other", "mine");
    sink.drop_note();
    must(!symlink("other", ".a.part-0.etag"));
    CHECK("not read", note_of(sink).empty());
    CHECK("nor written", !sink.keep_note(kTag) && content_of("other") == "mine" && note_of(sink) == kTag);
}

TEST("sink: bytes that somebody else has written")
{
    Scratch scratch;
    Sink    sink = output_to("a", false).value;
    must(!sink.write(bytes_of("abc")));
    must(pwrite(sink.fd(), "def", 3, 3) == 3);
    CHECK("are cut off", !sink.cut() && content_of(".a.part-0") == "abc");
    must(pwrite(sink.fd(), "DEF", 3, 3) == 3);
    sink.skip_to(6);
    CHECK("or gone on from", sink.size() == 6 && !sink.write(bytes_of("g")) && content_of(".a.part-0") == "abcDEFg");
}

TEST("sink: the time of a part file")
{
    Scratch scratch;
    Sink    sink = output_to("a", false).value;
    must(!sink.write(bytes_of("abc")));
    sink.stamp(1234567890);
    CHECK("set and read", sink.modified() == 1234567890 && status_of(".a.part-0").st_mtim.tv_sec == 1234567890);
}
