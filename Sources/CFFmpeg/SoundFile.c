#include <math.h>
#include <stdio.h>

#include "Sound.h"

static const int64_t patience_for_files = 3600;

// Where packets of a codec can be put as they are.
typedef struct container {
  enum AVCodecID codec;
  const char* name;
  const char* ending;
} container;

static const container* container_of(enum AVCodecID codec) {
  static const container containers[] = {
      {AV_CODEC_ID_AAC, "ipod", "m4a"},      {AV_CODEC_ID_ALAC, "ipod", "m4a"},    {AV_CODEC_ID_MP3, "mp3", "mp3"},
      {AV_CODEC_ID_OPUS, "ogg", "ogg"},      {AV_CODEC_ID_VORBIS, "ogg", "ogg"},   {AV_CODEC_ID_FLAC, "flac", "flac"},
      {AV_CODEC_ID_PCM_U8, "wav", "wav"},    {AV_CODEC_ID_PCM_S16LE, "wav", "wav"}, {AV_CODEC_ID_PCM_S24LE, "wav", "wav"},
      {AV_CODEC_ID_PCM_S32LE, "wav", "wav"}, {AV_CODEC_ID_PCM_F32LE, "wav", "wav"}, {AV_CODEC_ID_PCM_F64LE, "wav", "wav"},
      {AV_CODEC_ID_PCM_ALAW, "wav", "wav"},  {AV_CODEC_ID_PCM_MULAW, "wav", "wav"},
  };
  for (size_t index = 0; index < sizeof containers / sizeof *containers; ++index) {
    if (containers[index].codec == codec) return &containers[index];
  }
  return NULL;
}

typedef enum copying { is_copied, is_unfit, is_failed } copying;

static bool begin_copy(cffmpeg_output* output, const AVStream* source, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = output->ffmpeg;
  AVStream* stream = ffmpeg->avformat_new_stream(output->format, NULL);
  const int error =
      stream == NULL ? AVERROR(ENOMEM) : ffmpeg->avcodec_parameters_copy(stream->codecpar, source->codecpar);
  if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
  // Each container has its own tag for a codec.
  stream->codecpar->codec_tag = 0;
  stream->time_base = source->time_base;
  return cffmpeg_output_open(output, message, capacity);
}

// Makes the times of packets start with those of the sound.
static void shift(AVPacket* packet, int64_t start) {
  if (packet->pts != AV_NOPTS_VALUE) packet->pts -= start;
  if (packet->dts != AV_NOPTS_VALUE) packet->dts -= start;
}

static copying copy_packets(cffmpeg_clip* clip, const AVStream* source, cffmpeg_output* output, AVPacket* packet,
                            char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  int64_t start = source->start_time, until = AV_NOPTS_VALUE;
  bool is_last_whole = true;
  int error;
  while ((error = ffmpeg->av_read_frame(clip->format, packet)) >= 0) {
    if (cffmpeg_is_late(clip)) error = AVERROR_EXIT;
    if (error < 0) break;
    if (packet->stream_index == source->index) {
      is_last_whole = (packet->flags & AV_PKT_FLAG_CORRUPT) == 0;
      if (packet->pts != AV_NOPTS_VALUE) until = packet->pts + packet->duration;
      if (start == AV_NOPTS_VALUE) start = packet->pts == AV_NOPTS_VALUE ? 0 : packet->pts;
      shift(packet, start);
      packet->stream_index = 0;
      if (!cffmpeg_output_write(output, packet, source->time_base, message, capacity)) return is_unfit;
    }
    ffmpeg->av_packet_unref(packet);
  }
  if (error != AVERROR_EOF) {
    cffmpeg_fail(ffmpeg, error, message, capacity);
    return is_failed;
  }
  if (cffmpeg_is_cut(clip, source->index, until, is_last_whole)) {
    snprintf(message, capacity, "it is damaged: it ends before its sound does");
    return is_failed;
  }
  return cffmpeg_output_finish(output, message, capacity) ? is_copied : is_unfit;
}

static copying copy(cffmpeg_clip* clip, int stream, const container* container, const char* path, char* message,
                    size_t capacity) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  const AVStream* source = clip->format->streams[stream];
  cffmpeg_choose(clip, stream);
  AVPacket* packet = ffmpeg->av_packet_alloc();
  cffmpeg_output output = {.format = NULL};
  copying result = is_unfit;
  if (packet != NULL && cffmpeg_output_begin(&output, ffmpeg, container->name, path, message, capacity) &&
      begin_copy(&output, source, message, capacity)) {
    result = copy_packets(clip, source, &output, packet, message, capacity);
  }
  cffmpeg_output_end(&output);
  ffmpeg->av_packet_free(&packet);
  return result;
}

static bool encode(cffmpeg_sound* sound, const char* path, const char** ending, char* message, size_t capacity) {
  const cffmpeg_sound_form form = cffmpeg_sound_lossless(sound);
  cffmpeg_output output;
  bool is_done =
      cffmpeg_output_begin(&output, sound->frames.clip->ffmpeg, form.container, path, message, capacity) &&
      cffmpeg_sound_open(sound, &output, &form, message, capacity) && cffmpeg_output_open(&output, message, capacity);
  while (is_done && !sound->has_ended) is_done = cffmpeg_sound_step(sound, message, capacity);
  is_done = is_done && cffmpeg_output_finish(&output, message, capacity);
  cffmpeg_output_end(&output);
  *ending = form.ending;
  return is_done;
}

static bool write_part(cffmpeg_clip* clip, double start, double end, const char* path, const char** ending, char* message,
                       size_t capacity) {
  cffmpeg_sound sound;
  bool is_done = cffmpeg_sound_find(&sound, clip, start, end, message, capacity);
  if (is_done && sound.has_ended) {
    snprintf(message, capacity, isnan(start) ? "its sound is empty" : "there is no sound from %g s on", start);
    is_done = false;
  }
  is_done = is_done && encode(&sound, path, ending, message, capacity);
  cffmpeg_sound_end(&sound);
  return is_done;
}

bool cffmpeg_write_sound(cffmpeg_clip* clip, const char* path, const char** ending, char* message, size_t capacity) {
  cffmpeg_set_patience(clip, patience_for_files);
  const int stream = cffmpeg_main_stream(clip, AVMEDIA_TYPE_AUDIO);
  const container* container = stream < 0 ? NULL : container_of(clip->format->streams[stream]->codecpar->codec_id);
  if (container == NULL) return write_part(clip, NAN, NAN, path, ending, message, capacity);
  *ending = container->ending;
  const copying result = copy(clip, stream, container, path, message, capacity);
  if (result != is_unfit) return result == is_copied;
  cffmpeg_clip* again = cffmpeg_reopen(clip, message, capacity);
  if (again == NULL) return false;
  const bool is_done = write_part(again, NAN, NAN, path, ending, message, capacity);
  cffmpeg_close(again);
  return is_done;
}

bool cffmpeg_write_sound_part(cffmpeg_clip* clip, double start, double end, const char* path, const char** ending,
                              char* message, size_t capacity) {
  cffmpeg_set_patience(clip, patience_for_files);
  return cffmpeg_is_part(clip, start, end, message, capacity) &&
         write_part(clip, start, end, path, ending, message, capacity);
}
