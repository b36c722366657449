#include "Frames.h"

#include <math.h>
#include <stdio.h>

// How many packets in a row may fail before the rest of a stream is given up.
enum { most_failures = 1000 };

bool cffmpeg_frames_begin(cffmpeg_frames* frames, cffmpeg_clip* clip, int stream, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  *frames = (cffmpeg_frames){.clip = clip,
                             .stream = clip->format->streams[stream],
                             .due = AV_NOPTS_VALUE,
                             .skipped_before = INT64_MIN,
                             .is_last_whole = true};
  cffmpeg_forget();
  cffmpeg_choose(clip, stream);
  frames->decoder = cffmpeg_decoder(clip, stream, message, capacity);
  if (frames->decoder == NULL) return false;
  frames->packet = ffmpeg->av_packet_alloc();
  frames->frame = ffmpeg->av_frame_alloc();
  if (frames->packet != NULL && frames->frame != NULL) return true;
  return cffmpeg_fail(ffmpeg, AVERROR(ENOMEM), message, capacity);
}

void cffmpeg_frames_end(cffmpeg_frames* frames) {
  if (frames->clip == NULL) return;
  const cffmpeg_library* ffmpeg = frames->clip->ffmpeg;
  ffmpeg->avcodec_free_context(&frames->decoder);
  ffmpeg->av_packet_free(&frames->packet);
  ffmpeg->av_frame_free(&frames->frame);
}

static int64_t duration(const AVFrame* frame) {
#if LIBAVUTIL_VERSION_INT >= AV_VERSION_INT(57, 30, 100)
  return frame->duration;
#else
  return frame->pkt_duration;
#endif
}

// Gives a frame the time that it does not say.
static void settle_time(cffmpeg_frames* frames) {
  AVFrame* frame = frames->frame;
  if (frame->best_effort_timestamp == AV_NOPTS_VALUE) {
    const int64_t start = frames->stream->start_time;
    frame->best_effort_timestamp = frames->due != AV_NOPTS_VALUE ? frames->due : start != AV_NOPTS_VALUE ? start : 0;
  }
  frames->due = frame->best_effort_timestamp + duration(frame);
}

// Gives the decoder the next packet of the stream, or tells it that there is none.
static int feed(cffmpeg_frames* frames) {
  const cffmpeg_library* ffmpeg = frames->clip->ffmpeg;
  while (true) {
    const int error = ffmpeg->av_read_frame(frames->clip->format, frames->packet);
    if (error == AVERROR(EAGAIN)) continue;
    if (error < 0) {
      if (error == AVERROR_EXIT) return error;
      frames->is_damaged = error != AVERROR_EOF;
      return ffmpeg->avcodec_send_packet(frames->decoder, NULL);
    }
    const AVPacket* packet = frames->packet;
    const bool is_wanted = packet->stream_index == frames->stream->index &&
                           (packet->pts == AV_NOPTS_VALUE || packet->pts >= frames->skipped_before);
    if (is_wanted) frames->is_last_whole = (packet->flags & AV_PKT_FLAG_CORRUPT) == 0;
    const int sent = is_wanted ? ffmpeg->avcodec_send_packet(frames->decoder, packet) : 0;
    ffmpeg->av_packet_unref(frames->packet);
    if (is_wanted) return sent;
    if (cffmpeg_is_late(frames->clip)) return AVERROR_EXIT;
  }
}

bool cffmpeg_frames_next(cffmpeg_frames* frames, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = frames->clip->ffmpeg;
  message[0] = '\0';
  int failures = 0;
  while (!frames->has_ended) {
    if (cffmpeg_is_late(frames->clip)) return cffmpeg_fail(ffmpeg, AVERROR_EXIT, message, capacity);
    int error = ffmpeg->avcodec_receive_frame(frames->decoder, frames->frame);
    if (error >= 0) {
      settle_time(frames);
      return true;
    }
    if (error == AVERROR_EOF) {
      frames->has_ended = true;
      const bool is_cut = cffmpeg_is_cut(frames->clip, frames->stream->index, frames->due, frames->is_last_whole);
      frames->is_damaged = frames->is_damaged || is_cut;
      return false;
    }
    if (error == AVERROR(EAGAIN)) error = feed(frames);
    // What cannot be decoded is left out, as players do.
    if (error < 0) ++frames->failures;
    if (error == AVERROR_EXIT || error == AVERROR(ENOMEM) || (error < 0 && ++failures > most_failures)) {
      return cffmpeg_fail(ffmpeg, error, message, capacity);
    }
  }
  return false;
}

bool cffmpeg_frames_seek(cffmpeg_frames* frames, int64_t time) {
  AVFormatContext* format = frames->clip->format;
  // Where there is no index, such as in MP3, times are only guessed after a seek.
  if ((format->iformat->flags & AVFMT_GENERIC_INDEX) != 0) return false;
  if (frames->clip->ffmpeg->av_seek_frame(format, frames->stream->index, time, AVSEEK_FLAG_BACKWARD) < 0) return false;
  frames->clip->ffmpeg->avcodec_flush_buffers(frames->decoder);
  frames->due = AV_NOPTS_VALUE;
  frames->has_ended = false;
  frames->is_damaged = false;
  return true;
}

double cffmpeg_frames_time(const cffmpeg_frames* frames, const AVFrame* frame) {
  const AVRational base = frames->stream->time_base;
  return (double)frame->best_effort_timestamp * base.num / base.den;
}

double cffmpeg_frames_until(const cffmpeg_frames* frames, const AVFrame* frame) {
  const AVRational base = frames->stream->time_base, rate = frames->stream->avg_frame_rate;
  const int64_t ticks = duration(frame);
  const double usual = rate.num > 0 ? (double)rate.den / rate.num : 0;
  return cffmpeg_frames_time(frames, frame) + (ticks > 0 ? (double)ticks * base.num / base.den : usual);
}
