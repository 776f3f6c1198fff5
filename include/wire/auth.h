// HTTP authentication, the client's half (RFC 9110, section 11): a response with status 401, or 407
// from a proxy, carries challenges, and the request is made once more with an answer to the strongest
// of them that can be met here: Digest with SHA-256 (RFC 7616), Digest with MD5, Basic (RFC 7617).
//
//     login.challenged(field);          for each WWW-Authenticate of a 401, or Proxy-Authenticate of a 407
//     TRY(login.once_more());           the header has ended: an Error where there is no sense in it
//     TRY(login.answer(memory, "GET", "/"))    the Authorization or Proxy-Authorization of a request
//     login.accepted();                 any other status
//
// Of Digest: qop "auth" or none at all (RFC 2069), the algorithms MD5 and SHA-256 and their -sess
// forms, userhash and stale. Of challenges equally strong the first counts. User and password are
// sent as they are given, which should be UTF-8.
#pragma once

#include "wire/grammar.h"
#include "words/result.h"

struct Credentials {
    Text user;  // null where there are none
    Text password;
};

// For one server or one proxy: a redirect to another one needs another object.
class Login {
public:
    // `cnonce` is random, 16 bytes as hexadecimal digits for example. The texts outlive this object.
    // Basic shows the password to everybody who can read the connection: only where that is allowed.
    Login(Credentials who, Text cnonce, bool basic_allowed) : who_(who), cnonce_(cnonce), basic_allowed_(basic_allowed)
    {
    }
    Login(const Login &) = delete;

    void challenged(Text field);

    // Fails with Exit::access where the credentials were refused, are missing, or fit no challenge,
    // and with Exit::protocol where the one that might do is malformed.
    Error once_more();

    void accepted();

    // The value of the field, in `memory`; nothing until a challenge was heard. `target` is the request
    // target as it is sent. Fails with Exit::usage where user or password cannot be sent, and where they
    // do not fit: 1,500 bytes and the length of the target are enough for 64 letters of each.
    Result<Text> answer(Span<char> memory, Text method, Text target);

private:
    enum class Method : uint8_t { none, basic, md5, sha256 };  // the weakest first
    enum class Turn : uint8_t {
        unasked,  // nobody has asked who we are
        known,    // an answer was accepted
        asked,    // the first answer to a challenge is out
        renewed,  // the second one, with a new nonce because the first one's was stale
    };
    // What is kept of the strongest challenge.
    struct Task {
        Method   method    = Method::none;
        uint8_t  algorithm = 0;      // of kAlgorithms
        bool     named     = false;  // by the challenge; else it is MD5
        bool     qop       = false;
        bool     userhash  = false;
        bool     stale     = false;
        uint32_t answers   = 0;  // with this nonce
        Text     realm, nonce, opaque;
    };
    struct Challenge;

    void begin();
    void consider(const Challenge &challenge);
    void consider_digest(const Challenge &challenge);
    Text kept(Writer &to, Text value);
    void answer_basic(Writer &to) const;
    void answer_digest(Writer &to, Text method, Text target) const;

    Credentials  who_;
    Text         cnonce_;
    bool         basic_allowed_;
    bool         heard_ = false;  // of a challenge since the last answer
    Turn         turn_  = Turn::unasked;
    Task         task_;
    const Error *obstacle_ = nullptr;  // what kept a challenge from becoming the task
    char         memory_[1024];        // of the task's texts
};
