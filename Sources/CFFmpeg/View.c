#include <math.h>
#include <stdio.h>

#include "Frames.h"

// From so early on in a clip it is read from its beginning, and so much further back each seek goes that came too late.
static const double seconds_without_seek = 1;
static const double steps_back[] = {0, 2, 20};

bool cffmpeg_is_within(const cffmpeg_clip* clip, double seconds, char* message, size_t capacity) {
  const double lasts = cffmpeg_end(clip) - cffmpeg_start(clip);
  if (seconds >= 0 && !(seconds > lasts + 1e-6)) return true;
  if (isnan(lasts)) {
    snprintf(message, capacity, "%g s is before its start", seconds);
  } else {
    snprintf(message, capacity, "%g s is not within the %.3f s that it lasts", seconds, lasts);
  }
  return false;
}

bool cffmpeg_is_part(const cffmpeg_clip* clip, double start, double end, char* message, size_t capacity) {
  if (!cffmpeg_is_within(clip, start, message, capacity)) return false;
  if (end > start) return true;
  snprintf(message, capacity, "an end of %g s is not behind a start of %g s", end, start);
  return false;
}

// The last tick of the stream's clock at which a frame may start that is shown at a time. Fine clocks are rounded to, since
// containers round the times of frames to them, too.
static int64_t ticks(const cffmpeg_frames* frames, double seconds) {
  const AVRational base = frames->stream->time_base;
  const double tick = (double)base.num / base.den;
  const double slack = tick <= 0.001 ? 0.5 : 1e-6 / tick;
  const double time = (seconds + cffmpeg_start(frames->clip)) / tick + slack;
  return (int64_t)floor(fmax(fmin(time, 9e18), -9e18));
}

// Keeps the frame that is shown at a time, from where reading is; false without one when reading began behind it.
static bool find_shown(cffmpeg_view* view, int64_t time, bool is_at_start, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = view->frames.clip->ffmpeg;
  bool has_one = false;
  ffmpeg->av_frame_unref(view->shown);
  while (cffmpeg_frames_next(&view->frames, message, capacity)) {
    const bool is_later = view->frames.frame->best_effort_timestamp > time;
    if (is_later && (has_one || !is_at_start)) return has_one;
    ffmpeg->av_frame_unref(view->shown);
    ffmpeg->av_frame_move_ref(view->shown, view->frames.frame);
    has_one = true;
    if (is_later) {
      cffmpeg_frames_next(&view->frames, message, capacity);
      return message[0] == '\0';
    }
  }
  return has_one && message[0] == '\0';
}

// Starts again from the beginning, by another opening of the clip.
static bool restart(cffmpeg_view* view, char* message, size_t capacity) {
  const int stream = view->frames.stream->index;
  cffmpeg_clip* clip = cffmpeg_reopen(view->frames.clip, message, capacity);
  if (clip == NULL) return false;
  cffmpeg_frames_end(&view->frames);
  view->reopened = clip;
  return cffmpeg_frames_begin(&view->frames, clip, stream, message, capacity);
}

static bool find(cffmpeg_view* view, double seconds, char* message, size_t capacity) {
  const int64_t time = ticks(&view->frames, seconds);
  bool is_at_start = true;
  for (size_t index = 0; index < sizeof steps_back / sizeof *steps_back; ++index) {
    const double before = seconds - steps_back[index];
    if (before <= seconds_without_seek || !cffmpeg_frames_seek(&view->frames, ticks(&view->frames, before))) break;
    is_at_start = false;
    if (find_shown(view, time, false, message, capacity)) return true;
    if (message[0] != '\0') return false;
  }
  return (is_at_start || restart(view, message, capacity)) && find_shown(view, time, true, message, capacity);
}

// Behind the last frame that can be read there is only damage.
static bool is_whole(const cffmpeg_view* view, double seconds, char* message, size_t capacity) {
  const double time = seconds + cffmpeg_start(view->frames.clip);
  const double until = cffmpeg_frames_until(&view->frames, view->shown);
  if (!view->frames.is_damaged || time < until) return true;
  const double readable = until - cffmpeg_start(view->frames.clip);
  snprintf(message, capacity, "it is damaged: only its first %.3f s can be read", readable);
  return false;
}

bool cffmpeg_view_begin(cffmpeg_view* view, cffmpeg_clip* clip, double seconds, char* message, size_t capacity) {
  *view = (cffmpeg_view){.shown = NULL};
  if (!cffmpeg_is_within(clip, seconds, message, capacity)) return false;
  const int stream = cffmpeg_main_stream(clip, AVMEDIA_TYPE_VIDEO);
  if (stream < 0) {
    snprintf(message, capacity, "it has no video");
    return false;
  }
  if (!cffmpeg_frames_begin(&view->frames, clip, stream, message, capacity)) return false;
  view->shown = clip->ffmpeg->av_frame_alloc();
  if (view->shown == NULL) return cffmpeg_fail(clip->ffmpeg, AVERROR(ENOMEM), message, capacity);
  if (find(view, seconds, message, capacity)) return is_whole(view, seconds, message, capacity);
  if (message[0] != '\0') return false;
  const char* said = cffmpeg_said();
  snprintf(message, capacity, "no frame of it can be decoded%s%s", said[0] == '\0' ? "" : ": ", said);
  return false;
}

void cffmpeg_view_end(cffmpeg_view* view) {
  if (view->frames.clip == NULL) return;
  view->frames.clip->ffmpeg->av_frame_free(&view->shown);
  cffmpeg_frames_end(&view->frames);
  if (view->reopened != NULL) cffmpeg_close(view->reopened);
}
