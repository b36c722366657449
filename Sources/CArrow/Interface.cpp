#include "Presence.hpp"
#include "include/carrow.h"

// The callbacks of Arrow's C data interface, which run Arrow's own code when Arrow made the struct.

namespace {

template <typename Struct>
void release(Struct* value) {
  if (value->release == nullptr) return;
  const carrow::Presence presence;
  value->release(value);
}

}  // namespace

void carrow_array_release(struct ArrowArray* array) { release(array); }

void carrow_schema_release(struct ArrowSchema* schema) { release(schema); }

void carrow_stream_release(struct ArrowArrayStream* stream) { release(stream); }

int32_t carrow_stream_schema(struct ArrowArrayStream* stream, struct ArrowSchema* out) {
  const carrow::Presence presence;
  return stream->get_schema(stream, out);
}

int32_t carrow_stream_next(struct ArrowArrayStream* stream, struct ArrowArray* out) {
  const carrow::Presence presence;
  return stream->get_next(stream, out);
}
