#include <math.h>
#include <stdio.h>
#include <string.h>

#include "Scaling.h"
#include "Sound.h"

static const int64_t patience_for_files = 3600;
// A clock by which frames of all usual rates start at whole ticks.
enum { ticks_per_second = 90000 };

typedef struct video {
  cffmpeg_view view;
  cffmpeg_encoder encoder;
  cffmpeg_scaling scaling;
  AVFrame* picture;
  // The part, in seconds of the clip's clock.
  double start;
  double end;
  int64_t last_tick;
} video;

// What can be shown everywhere has half as many colours as pixels in each direction, for which sides have to be even.
static enum AVPixelFormat pixel_format(const AVFrame* frame) {
  return frame->width % 2 == 0 && frame->height % 2 == 0 ? AV_PIX_FMT_YUV420P : AV_PIX_FMT_YUV444P;
}

static bool keep_turns(video* video, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = video->encoder.ffmpeg;
  const int32_t* matrix = cffmpeg_display_matrix(video->view.frames.stream);
  if (matrix == NULL) return true;
  const size_t size = 9 * sizeof *matrix;
#if CFFMPEG_TURNS_WITH_CODEC
  AVCodecParameters* codec = video->encoder.stream->codecpar;
  AVPacketSideData* data = ffmpeg->av_packet_side_data_new(&codec->coded_side_data, &codec->nb_coded_side_data,
                                                           AV_PKT_DATA_DISPLAYMATRIX, size, 0);
  uint8_t* copy = data == NULL ? NULL : data->data;
#else
  uint8_t* copy = ffmpeg->av_stream_new_side_data(video->encoder.stream, AV_PKT_DATA_DISPLAYMATRIX, size);
#endif
  if (copy == NULL) return cffmpeg_fail(ffmpeg, AVERROR(ENOMEM), message, capacity);
  memcpy(copy, matrix, size);
  return true;
}

static void describe(AVCodecContext* codec, const AVStream* stream, const AVFrame* frame) {
  codec->width = frame->width;
  codec->height = frame->height;
  codec->pix_fmt = pixel_format(frame);
  codec->sample_aspect_ratio =
      stream->sample_aspect_ratio.num > 0 ? stream->sample_aspect_ratio : frame->sample_aspect_ratio;
  codec->time_base = (AVRational){1, ticks_per_second};
  if (stream->avg_frame_rate.num > 0) codec->framerate = stream->avg_frame_rate;
  codec->color_range = AVCOL_RANGE_MPEG;
  codec->color_primaries = frame->color_primaries;
  codec->color_trc = frame->color_trc;
  codec->colorspace = frame->colorspace == AVCOL_SPC_RGB ? AVCOL_SPC_UNSPECIFIED : frame->colorspace;
  // Then packets come in the order in which they are shown, so that players need not wait for the first.
  codec->max_b_frames = 0;
}

static bool open_video(video* video, cffmpeg_output* output, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = output->ffmpeg;
  const AVCodec* codec = ffmpeg->avcodec_find_encoder_by_name("libx264");
  if (codec == NULL) {
    snprintf(message, capacity, "FFmpeg has no encoder 'libx264' here");
    return false;
  }
  if (!cffmpeg_encoder_begin(&video->encoder, output, codec, message, capacity)) return false;
  AVCodecContext* context = video->encoder.codec;
  describe(context, video->view.frames.stream, video->view.shown);
  AVDictionary* options = NULL;
  ffmpeg->av_dict_set(&options, "preset", "veryfast", 0);
  ffmpeg->av_dict_set(&options, "crf", "18", 0);
  const bool is_open = cffmpeg_encoder_open(&video->encoder, &options, message, capacity);
  ffmpeg->av_dict_free(&options);
  if (!is_open || !keep_turns(video, message, capacity)) return false;
  video->picture = ffmpeg->av_frame_alloc();
  return video->picture != NULL || cffmpeg_fail(ffmpeg, AVERROR(ENOMEM), message, capacity);
}

static int64_t tick(const video* video, double time) {
  return llround(fmin((time - video->start) * ticks_per_second, 1e15));
}

// Encodes a frame that is shown from a time until another.
static bool push(video* video, const AVFrame* frame, double from, double until, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = video->encoder.ffmpeg;
  const AVCodecContext* codec = video->encoder.codec;
  AVFrame* picture = video->picture;
  ffmpeg->av_frame_unref(picture);
  picture->width = codec->width;
  picture->height = codec->height;
  picture->format = codec->pix_fmt;
  const int error = ffmpeg->av_frame_get_buffer(picture, 0);
  if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
  if (!cffmpeg_scale(&video->scaling, ffmpeg, frame, codec->width, codec->height, codec->pix_fmt, picture->data,
                     picture->linesize)) {
    snprintf(message, capacity, "its pixels cannot be converted: %s", cffmpeg_said());
    return false;
  }
  picture->pts = FFMAX(tick(video, from), video->last_tick + 1);
  video->last_tick = picture->pts;
  video->encoder.last_time = picture->pts;
  video->encoder.last_duration = FFMAX(tick(video, until) - picture->pts, 1);
  return cffmpeg_encoder_send(&video->encoder, picture, message, capacity);
}

// Encodes the frame that is shown and finds the one after it; the part is done when there is none.
static bool step(video* video, bool* is_done, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = video->encoder.ffmpeg;
  cffmpeg_frames* frames = &video->view.frames;
  AVFrame* shown = video->view.shown;
  const double from = FFMAX(cffmpeg_frames_time(frames, shown), video->start);
  const double next = frames->has_ended ? cffmpeg_frames_until(frames, shown) : cffmpeg_frames_time(frames, frames->frame);
  if (!push(video, shown, from, fmin(next, video->end), message, capacity)) return false;
  // A tick less, since the next frame may be due at the end itself.
  *is_done = frames->has_ended || next > video->end - 1.0 / ticks_per_second;
  if (*is_done) return cffmpeg_encoder_send(&video->encoder, NULL, message, capacity);
  ffmpeg->av_frame_unref(shown);
  ffmpeg->av_frame_move_ref(shown, frames->frame);
  cffmpeg_frames_next(frames, message, capacity);
  if (message[0] != '\0' || !frames->has_ended || !frames->is_damaged) return message[0] == '\0';
  const double readable = cffmpeg_frames_until(frames, shown) - cffmpeg_start(frames->clip);
  snprintf(message, capacity, "it is damaged: only its first %.3f s can be read", readable);
  return false;
}

// Encodes pictures and sound in turn, so that neither has to wait in memory for the other.
static bool encode(video* video, cffmpeg_sound* sound, char* message, size_t capacity) {
  bool is_done = false;
  while (!is_done) {
    if (!step(video, &is_done, message, capacity)) return false;
    const double time = (double)video->last_tick / ticks_per_second;
    while (sound != NULL && !sound->has_ended && (is_done || cffmpeg_sound_progress(sound) < time)) {
      if (!cffmpeg_sound_step(sound, message, capacity)) return false;
    }
  }
  return true;
}

static bool write_file(video* video, cffmpeg_sound* sound, const char* path, char* message, size_t capacity) {
  const cffmpeg_sound_form aac = {"mp4", "mp4", "aac", AV_SAMPLE_FMT_FLTP, 0};
  cffmpeg_output output;
  const bool is_done = cffmpeg_output_begin(&output, video->view.frames.clip->ffmpeg, "mp4", path, message, capacity) &&
                       open_video(video, &output, message, capacity) &&
                       (sound == NULL || cffmpeg_sound_open(sound, &output, &aac, message, capacity)) &&
                       cffmpeg_output_open(&output, message, capacity) && encode(video, sound, message, capacity) &&
                       cffmpeg_output_finish(&output, message, capacity);
  cffmpeg_output_end(&output);
  return is_done;
}

static void end_video(video* video) {
  const cffmpeg_library* ffmpeg = cffmpeg_library_get();
  ffmpeg->av_frame_free(&video->picture);
  cffmpeg_scaling_end(&video->scaling, ffmpeg);
  cffmpeg_encoder_end(&video->encoder);
  cffmpeg_view_end(&video->view);
}

// The sound is read by an opening of the clip of its own: it may be far from the pictures in the file.
static bool write_with_sound(video* video, cffmpeg_clip* clip, double start, double end, const char* path, char* message,
                             size_t capacity) {
  if (cffmpeg_main_stream(clip, AVMEDIA_TYPE_AUDIO) < 0) return write_file(video, NULL, path, message, capacity);
  cffmpeg_clip* other = cffmpeg_reopen(clip, message, capacity);
  if (other == NULL) return false;
  cffmpeg_sound sound;
  const bool is_found = cffmpeg_sound_find(&sound, other, start, end, message, capacity);
  const bool is_done = is_found && write_file(video, sound.has_ended ? NULL : &sound, path, message, capacity);
  cffmpeg_sound_end(&sound);
  cffmpeg_close(other);
  return is_done;
}

bool cffmpeg_write_video_part(cffmpeg_clip* clip, double start, double end, const char* path, const char** ending,
                              char* message, size_t capacity) {
  cffmpeg_set_patience(clip, patience_for_files);
  if (!cffmpeg_is_part(clip, start, end, message, capacity)) return false;
  *ending = "mp4";
  video video = {.start = start + cffmpeg_start(clip), .end = end + cffmpeg_start(clip), .last_tick = -1};
  const bool is_done = cffmpeg_view_begin(&video.view, clip, start, message, capacity) &&
                       write_with_sound(&video, clip, start, end, path, message, capacity);
  end_video(&video);
  return is_done;
}
