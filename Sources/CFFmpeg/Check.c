#include <stdio.h>

#include "Frames.h"

// Films are decoded many times faster than they are shown.
enum { patience_for_checks = 1800 };

static bool decodes(cffmpeg_clip* clip, int stream, char* message, size_t capacity) {
  cffmpeg_frames frames = {0};
  bool is_whole = cffmpeg_frames_begin(&frames, clip, stream, message, capacity);
  int64_t count = 0;
  while (is_whole && cffmpeg_frames_next(&frames, message, capacity)) {
    // Decoders hide what is damaged where they can.
    if ((frames.frame->flags & AV_FRAME_FLAG_CORRUPT) != 0 || frames.frame->decode_error_flags != 0) ++frames.failures;
    ++count;
  }
  is_whole = is_whole && message[0] == '\0';
  if (is_whole && (frames.is_damaged || frames.failures > 0 || count == 0)) {
    snprintf(message, capacity, frames.is_damaged ? "it ends before its end" : "a part of it cannot be decoded");
    is_whole = false;
  }
  cffmpeg_frames_end(&frames);
  return is_whole;
}

bool cffmpeg_check(cffmpeg_clip* clip, char* message, size_t capacity) {
  static const enum AVMediaType types[] = {AVMEDIA_TYPE_VIDEO, AVMEDIA_TYPE_AUDIO};
  cffmpeg_set_patience(clip, patience_for_checks);
  for (size_t index = 0; index < sizeof types / sizeof *types; ++index) {
    const int stream = cffmpeg_main_stream(clip, types[index]);
    if (stream < 0) continue;
    cffmpeg_clip* again = cffmpeg_reopen(clip, message, capacity);
    const bool is_whole = again != NULL && decodes(again, stream, message, capacity);
    if (again != NULL) cffmpeg_close(again);
    if (!is_whole) return false;
  }
  return true;
}
