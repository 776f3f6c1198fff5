// What lines of text protocols are made of: blanks, tokens, lists, parameters and quoted strings, as
// HTTP's fields have them (RFC 9110, section 5.6). What is taken from the front of `rest` leaves it
// with what is behind.
#pragma once

#include "words/say.h"

// A method, a field's name, an element of many lists: letters, digits and !#$%&'*+-.^_`|~
bool is_token(Text text);

// Tabs may stand in the value of a field, other control characters not (section 5.5).
bool is_field_value(Text text);

// Without the blanks and tabs around it.
Text trimmed(Text text);

// A line without the CR that may stand before its end.
Text without_cr(Text line);

void skip_blanks(Text &rest);

// Takes one letter; false, and nothing is taken, where another one is in front.
bool take_letter(Text &rest, char wanted);

// The same with as many letters as `front` has.
bool take_front(Text &rest, Text front);

// Takes the letters of a token, as many as there are.
Text take_token(Text &rest);

// Takes all in front of the first of `ends`, or everything.
Text take_before(Text &rest, Text ends);

// Takes all in front of the next `end`, and drops that.
Text take_until(Text &rest, char end);

// Takes the number in front: -1 where there is no digit, most + 1 where it is more than `most`, which is
// below 2^27.
int take_number(Text &rest, int most);

// Takes the next element off a comma-separated list without quoted strings. "a, b" has two, the
// empty list has one, which is empty; false behind the last.
class Elements {
public:
    explicit Elements(Text list) : rest_(list) {}
    bool next(Text &element);

private:
    Text rest_;
    bool ended_ = false;
};

// Whether `element` stands in the list, in any case.
bool has_element(Text list, Text element);

// Bytes in the quoted string in front, its quotes included; 0 where it does not end.
size_t quoted_size(Text text);

// name=value, where the value is a token or a quoted string.
struct Parameter {
    Text name;
    Text value;  // without its quotes, but with the backslashes inside
};

// False, and `rest` anywhere, where there is no parameter.
bool take_parameter(Text &rest, Parameter &to);

// The value as it was before it was quoted: a backslash stands for what follows it.
void add_unquoted(Writer &to, Text value);

// In quotes, with the backslashes that takes.
void add_quoted(Writer &to, Text text);
