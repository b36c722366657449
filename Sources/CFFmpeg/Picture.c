#include <stdio.h>

#include "Frames.h"
#include "Scaling.h"

static const int64_t patience_for_frames = 120;

static bool is_sound(const AVFrame* frame, char* message, size_t capacity) {
  if ((frame->flags & AV_FRAME_FLAG_CORRUPT) == 0 && frame->decode_error_flags == 0) return true;
  const char* said = cffmpeg_said();
  snprintf(message, capacity, "the frame is damaged%s%s", said[0] == '\0' ? "" : ": ", said);
  return false;
}

static bool convert(const cffmpeg_library* ffmpeg, const AVFrame* frame, cffmpeg_picture* picture, char* message,
                    size_t capacity) {
  const AVPixFmtDescriptor* format = ffmpeg->av_pix_fmt_desc_get((enum AVPixelFormat)frame->format);
  const bool has_opacity = format != NULL && (format->flags & AV_PIX_FMT_FLAG_ALPHA) != 0;
  *picture = (cffmpeg_picture){.width = frame->width, .height = frame->height, .bands = has_opacity ? 4 : 3};
  const size_t line = (size_t)picture->width * (size_t)picture->bands;
  // The converter writes some bytes behind the last line.
  picture->pixels = ffmpeg->av_malloc(line * (size_t)picture->height + 64);
  if (picture->pixels == NULL) return cffmpeg_fail(ffmpeg, AVERROR(ENOMEM), message, capacity);
  cffmpeg_scaling scaling = {NULL};
  uint8_t* const planes[4] = {picture->pixels};
  const int lines[4] = {(int)line};
  const enum AVPixelFormat wanted = has_opacity ? AV_PIX_FMT_RGBA : AV_PIX_FMT_RGB24;
  const bool is_done = cffmpeg_scale(&scaling, ffmpeg, frame, frame->width, frame->height, wanted, planes, lines);
  cffmpeg_scaling_end(&scaling, ffmpeg);
  if (is_done) return true;
  ffmpeg->av_freep(&picture->pixels);
  snprintf(message, capacity, "its pixels cannot be made red, green and blue: %s", cffmpeg_said());
  return false;
}

bool cffmpeg_frame_at(cffmpeg_clip* clip, double seconds, cffmpeg_picture* picture, char* message, size_t capacity) {
  cffmpeg_set_patience(clip, patience_for_frames);
  cffmpeg_view view;
  const bool is_done = cffmpeg_view_begin(&view, clip, seconds, message, capacity) &&
                       is_sound(view.shown, message, capacity) &&
                       convert(clip->ffmpeg, view.shown, picture, message, capacity);
  if (is_done) cffmpeg_orientation(view.frames.stream, &picture->is_mirrored, &picture->quarter_turns);
  cffmpeg_view_end(&view);
  return is_done;
}

void cffmpeg_free(cffmpeg_picture picture) {
  const cffmpeg_library* ffmpeg = cffmpeg_library_get();
  if (ffmpeg != NULL) ffmpeg->av_free(picture.pixels);
}
