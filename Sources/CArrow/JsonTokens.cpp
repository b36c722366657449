#include "JsonTokens.hpp"

#include <arrow/util/utf8.h>

#include <bit>
#include <cstring>

#ifdef __SSE2__
#include <emmintrin.h>
#endif

namespace carrow {

namespace {

constexpr size_t kBlock = 64;
constexpr uint32_t kNoPositions[] = {0};

// What the bytes of a block are, a bit for each.
struct Classes {
  uint64_t quotes = 0;
  uint64_t backslashes = 0;
  uint64_t operators = 0;  // brackets, colons and commas
  uint64_t spaces = 0;
  uint64_t controls = 0;
};

#ifdef __SSE2__

uint64_t equal(__m128i bytes, char letter) {
  return static_cast<uint32_t>(_mm_movemask_epi8(_mm_cmpeq_epi8(bytes, _mm_set1_epi8(letter))));
}

Classes classify(const char* block) {
  Classes classes;
  for (size_t part = 0; part < kBlock; part += 16) {
    const auto bytes = _mm_loadu_si128(reinterpret_cast<const __m128i*>(block + part));
    // With this bit set, brackets and braces are the same.
    const auto folded = _mm_or_si128(bytes, _mm_set1_epi8(0x20));
    const auto low = _mm_cmpeq_epi8(_mm_min_epu8(bytes, _mm_set1_epi8(0x1f)), bytes);
    classes.quotes |= equal(bytes, '"') << part;
    classes.backslashes |= equal(bytes, '\\') << part;
    classes.operators |=
        (equal(folded, '{') | equal(folded, '}') | equal(bytes, ':') | equal(bytes, ',')) << part;
    classes.spaces |= (equal(bytes, ' ') | equal(bytes, '\n') | equal(bytes, '\r') | equal(bytes, '\t')) << part;
    classes.controls |= static_cast<uint64_t>(static_cast<uint32_t>(_mm_movemask_epi8(low))) << part;
  }
  return classes;
}

#else

Classes classify(const char* block) {
  Classes classes;
  for (size_t index = 0; index < kBlock; ++index) {
    const uint64_t bit = uint64_t{1} << index;
    const char letter = block[index];
    if (letter == '"') classes.quotes |= bit;
    if (letter == '\\') classes.backslashes |= bit;
    if (std::strchr("{}[]:,", letter) != nullptr && letter != '\0') classes.operators |= bit;
    if (JsonTokens::is_space(letter)) classes.spaces |= bit;
    if (static_cast<unsigned char>(letter) < 0x20) classes.controls |= bit;
  }
  return classes;
}

#endif

// Each bit is whether an odd number of bits up to it is set.
uint64_t prefix_xor(uint64_t bits) {
  for (int step = 1; step < 64; step *= 2) bits ^= bits << step;
  return bits;
}

// Finds tokens as simdjson's first stage does (Langdale and Lemire, "Parsing Gigabytes of JSON per Second", 2019), with
// what carries over from block to block.
class Scanner {
 public:
  // The places in a block at which tokens begin.
  uint64_t starts(const char* block) {
    const Classes classes = classify(block);
    const uint64_t quotes = classes.quotes & ~escaped(classes.backslashes);
    const uint64_t in_string = prefix_xor(quotes) ^ in_string_;
    in_string_ = static_cast<uint64_t>(static_cast<int64_t>(in_string) >> 63);
    has_control_ = has_control_ || (in_string & classes.controls) != 0;
    const uint64_t scalars = ~(classes.operators | classes.spaces);
    const uint64_t words = scalars & ~quotes;
    const uint64_t scalar_starts = scalars & ~(words << 1 | after_word_);
    after_word_ = words >> 63;
    return (classes.operators | scalar_starts) & ~(in_string ^ quotes);
  }

  bool is_in_string() const { return in_string_ != 0; }
  bool has_control() const { return has_control_; }

 private:
  // The bytes that a backslash before them makes ordinary.
  uint64_t escaped(uint64_t backslashes) {
    uint64_t result = escapes_next_ ? 1 : 0;
    backslashes &= ~result;
    escapes_next_ = false;
    while (backslashes != 0) {
      const uint64_t lowest = backslashes & (0 - backslashes);
      const uint64_t next = lowest << 1;
      escapes_next_ = next == 0;
      result |= next;
      backslashes &= ~(lowest | next);
    }
    return result;
  }

  uint64_t in_string_ = 0;   // all bits or none
  uint64_t after_word_ = 0;  // whether the last byte belongs to a scalar that is no string
  bool escapes_next_ = false;
  bool has_control_ = false;
};

}  // namespace

JsonTokens::JsonTokens() : positions_(kNoPositions) {}

arrow::Result<JsonTokens::Fault> JsonTokens::index(std::string_view text) {
  text_ = text;
  positions_ = kNoPositions;
  count_ = 0;
  if (capacity_ < text.size() + 1) {
    capacity_ = text.size() + 1;
    storage_ = std::unique_ptr<uint32_t[]>(new uint32_t[capacity_]);
  }
  Scanner scanner;
  uint32_t* next = storage_.get();
  for (size_t at = 0; at < text.size(); at += kBlock) {
    char rest[kBlock];
    const char* block = text.data() + at;
    if (text.size() - at < kBlock) {
      std::memset(rest, ' ', kBlock);
      std::memcpy(rest, block, text.size() - at);
      block = rest;
    }
    for (uint64_t starts = scanner.starts(block); starts != 0; starts &= starts - 1) {
      *next++ = static_cast<uint32_t>(at) + static_cast<uint32_t>(std::countr_zero(starts));
    }
  }
  if (scanner.is_in_string()) return Fault::kUnclosedString;
  if (scanner.has_control()) return Fault::kControlCharacter;
  if (!arrow::util::ValidateUTF8(text)) return Fault::kEncoding;
  *next = static_cast<uint32_t>(text.size());
  positions_ = storage_.get();
  count_ = static_cast<uint32_t>(next - storage_.get());
  return Fault::kNone;
}

uint32_t JsonTokens::after_value(uint32_t token) const {
  int64_t depth = 0;
  for (; token < count_; ++token) {
    const char letter = first(token);
    if (letter == '{' || letter == '[') ++depth;
    if (letter == '}' || letter == ']') --depth;
    if (depth <= 0) return token + 1;
  }
  return count_ + 1;
}

}  // namespace carrow
