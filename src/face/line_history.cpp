#include "face/line.h"

void History::add(Text line)
{
    if (line.empty() || line == this->line(1)) return;
    while (size_ == kHistoryLines || held_.room() <= line.size) {
        held_.consumed(position(text_of(held_.bytes()), '\n') + 1);
        size_--;
    }
    held_.put(bytes_of(line));
    held_.put(bytes_of("\n"));
    size_++;
}

Text History::line(size_t age) const
{
    Text lines = text_of(held_.bytes());
    if (!size_) return lines;
    for (size_t older = size_ - age; older; older--) lines = lines.after(position(lines, '\n') + 1);
    return lines.first(position(lines, '\n'));
}
