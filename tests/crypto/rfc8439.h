// The texts that the test vectors of RFC 8439 share.
#pragma once

#include "words/span.h"

inline constexpr char kSunscreen[] =
    "Ladies and Gentlemen of the class of '99: If I could offer you only one tip for the future, "
    "sunscreen would be it.";

inline constexpr char kContribution[] =
    "Any submission to the IETF intended by the Contributor for publication as all or part of an IETF "
    "Internet-Draft or RFC and any statement made within the context of an IETF activity is considered "
    "an \"IETF Contribution\". Such statements include oral statements in IETF sessions, as well as "
    "written and electronic communications made at any time or place, which are addressed to";

inline constexpr char kJabberwocky[] =
    "'Twas brillig, and the slithy toves\nDid gyre and gimble in the wabe:\nAll mimsy were the "
    "borogoves,\nAnd the mome raths outgrabe.";

inline constexpr char kDrafts[] =
    "Internet-Drafts are draft documents valid for a maximum of six months and may be updated, replaced, "
    "or obsoleted by other documents at any time. It is inappropriate to use Internet-Drafts as "
    "reference material or to cite them other than as /\xe2\x80\x9cwork in progress./\xe2\x80\x9d";
