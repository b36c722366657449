#include "CommentFilter.hpp"

namespace carrow {

void CommentFilter::apply(std::string* text, size_t start) {
  if (!is_active_) return;
  size_t kept = start;
  for (size_t index = start; index < text->size(); ++index) {
    const char letter = (*text)[index];
    state_.advance(letter);
    if (!state_.is_in_comment()) (*text)[kept++] = letter;
  }
  text->resize(kept);
}

}  // namespace carrow
