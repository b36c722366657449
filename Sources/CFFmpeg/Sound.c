#include "Sound.h"

#include <math.h>
#include <stdio.h>
#include <string.h>

// Decoders need what comes before a place to be right there; no codec needs more than a tenth of this.
static const double seconds_before = 1;
// Times that jump by less are only rounded; those that jump further leave silence, unless they are of another clock.
static const double seconds_of_jitter = 0.1;
static const double seconds_of_silence = 600;
enum { samples_at_once = 4096 };

// Samples in some seconds, within what can be reckoned with.
static int64_t samples_in(double seconds, int rate) { return llround(fmax(fmin(seconds * rate, 1e15), -1e15)); }

static int64_t position(const cffmpeg_sound* sound) {
  const double time = cffmpeg_frames_time(&sound->frames, sound->frames.frame) - cffmpeg_start(sound->frames.clip);
  return samples_in(time, sound->rate);
}

static void go_near(cffmpeg_sound* sound, double start) {
  const AVRational base = sound->frames.stream->time_base;
  const double time = start - seconds_before;
  if (!(time > 0)) return;
  const int64_t ticks = (int64_t)floor((time + cffmpeg_start(sound->frames.clip)) * base.den / base.num);
  if (!cffmpeg_frames_seek(&sound->frames, ticks)) sound->frames.skipped_before = ticks;
}

// Reads the next frame; at the end of the part or of the clip the sound has ended.
static bool read_next(cffmpeg_sound* sound, char* message, size_t capacity) {
  if (!cffmpeg_frames_next(&sound->frames, message, capacity)) {
    sound->has_ended = true;
    if (message[0] != '\0' || !sound->frames.is_damaged) return message[0] == '\0';
    const double readable = sound->rate == 0 ? 0 : (double)sound->next / sound->rate;
    snprintf(message, capacity, "it is damaged: only its first %.3f s can be read", readable);
    return false;
  }
  const AVFrame* frame = sound->frames.frame;
  const bool is_same = frame->sample_rate == sound->rate && frame->ch_layout.nb_channels == sound->channels &&
                       (enum AVSampleFormat)frame->format == sound->format;
  if (sound->rate == 0 || is_same) return true;
  snprintf(message, capacity, "its sound changes from %d channels at %d Hz to %d at %d", sound->channels, sound->rate,
           frame->ch_layout.nb_channels, frame->sample_rate);
  return false;
}

// Reads on to the frame in which the part starts.
static bool find_start(cffmpeg_sound* sound, double start, double end, char* message, size_t capacity) {
  if (!read_next(sound, message, capacity)) return false;
  if (sound->has_ended) return true;
  const AVFrame* frame = sound->frames.frame;
  sound->rate = frame->sample_rate;
  sound->channels = frame->ch_layout.nb_channels;
  sound->format = (enum AVSampleFormat)frame->format;
  const int64_t first = position(sound);
  sound->start = isnan(start) ? first : samples_in(start, sound->rate);
  sound->end = samples_in(isnan(end) ? INFINITY : end, sound->rate);
  sound->filled = sound->start;
  sound->next = first;
  while (!sound->has_ended && sound->next + frame->nb_samples <= sound->start) {
    sound->next += frame->nb_samples;
    if (!read_next(sound, message, capacity)) return false;
  }
  return true;
}

bool cffmpeg_sound_find(cffmpeg_sound* sound, cffmpeg_clip* clip, double start, double end, char* message,
                        size_t capacity) {
  *sound = (cffmpeg_sound){.rate = 0};
  const int stream = cffmpeg_main_stream(clip, AVMEDIA_TYPE_AUDIO);
  if (stream < 0) {
    snprintf(message, capacity, "it has no sound");
    return false;
  }
  if (!cffmpeg_frames_begin(&sound->frames, clip, stream, message, capacity)) return false;
  go_near(sound, start);
  return find_start(sound, start, end, message, capacity);
}

static bool is_uncompressed(enum AVCodecID codec) {
  return codec >= AV_CODEC_ID_FIRST_AUDIO && codec < AV_CODEC_ID_ADPCM_IMA_QT;
}

static cffmpeg_sound_form wave(enum AVSampleFormat format, int bits) {
  switch (format) {
    case AV_SAMPLE_FMT_U8: return (cffmpeg_sound_form){"wav", "wav", "pcm_u8", AV_SAMPLE_FMT_U8, 8};
    case AV_SAMPLE_FMT_S16: return (cffmpeg_sound_form){"wav", "wav", "pcm_s16le", AV_SAMPLE_FMT_S16, 16};
    case AV_SAMPLE_FMT_FLT: return (cffmpeg_sound_form){"wav", "wav", "pcm_f32le", AV_SAMPLE_FMT_FLT, 32};
    case AV_SAMPLE_FMT_DBL: return (cffmpeg_sound_form){"wav", "wav", "pcm_f64le", AV_SAMPLE_FMT_DBL, 64};
    default: break;
  }
  if (bits > 0 && bits <= 24) return (cffmpeg_sound_form){"wav", "wav", "pcm_s24le", AV_SAMPLE_FMT_S32, 24};
  return (cffmpeg_sound_form){"wav", "wav", "pcm_s32le", AV_SAMPLE_FMT_S32, 32};
}

cffmpeg_sound_form cffmpeg_sound_lossless(const cffmpeg_sound* sound) {
  const cffmpeg_library* ffmpeg = sound->frames.clip->ffmpeg;
  const AVCodecParameters* source = sound->frames.stream->codecpar;
  const AVCodecDescriptor* codec = ffmpeg->avcodec_descriptor_get(source->codec_id);
  const bool is_lossy = codec == NULL || (codec->props & AV_CODEC_PROP_LOSSLESS) == 0;
  const enum AVSampleFormat format = ffmpeg->av_get_packed_sample_fmt(sound->format);
  const int bits = FFMAX(source->bits_per_raw_sample, sound->frames.decoder->bits_per_raw_sample);
  // The layouts that FLAC has a place for.
  const bool fits = (sound->channels <= 2 || sound->channels == 6) && sound->rate <= 192000;
  if (is_uncompressed(source->codec_id)) return wave(format, bits);
  const bool is_short = is_lossy || format == AV_SAMPLE_FMT_U8 || format == AV_SAMPLE_FMT_S16;
  if (is_short && fits) return (cffmpeg_sound_form){"flac", "flac", "flac", AV_SAMPLE_FMT_S16, 16};
  if (is_short) return wave(AV_SAMPLE_FMT_S16, 16);
  const bool is_long = format == AV_SAMPLE_FMT_S32 && bits > 0 && bits <= 24;
  if (is_long && fits) return (cffmpeg_sound_form){"flac", "flac", "flac", AV_SAMPLE_FMT_S32, 24};
  return wave(format, bits);
}

// AAC has no place for some layouts and rates; lossless forms take all that come here.
static int fitting_channels(const cffmpeg_sound* sound, const AVCodec* codec) {
  return codec->id != AV_CODEC_ID_AAC || sound->channels == 6 ? sound->channels : FFMIN(sound->channels, 2);
}

static int fitting_rate(const cffmpeg_sound* sound, const AVCodec* codec) {
  static const int rates[] = {96000, 88200, 64000, 48000, 44100, 32000, 24000, 22050, 16000, 12000, 11025, 8000};
  if (codec->id != AV_CODEC_ID_AAC) return sound->rate;
  for (size_t index = 0; index < sizeof rates / sizeof *rates; ++index) {
    if (rates[index] == sound->rate) return sound->rate;
  }
  return 48000;
}

static bool open_converter(cffmpeg_sound* sound, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = sound->frames.clip->ffmpeg;
  AVCodecContext* codec = sound->encoder.codec;
  AVChannelLayout given = {0};
  ffmpeg->av_channel_layout_default(&given, sound->channels);
  int error = ffmpeg->swr_alloc_set_opts2(&sound->converter, &codec->ch_layout, codec->sample_fmt, codec->sample_rate,
                                          &given, sound->format, sound->rate, 0, NULL);
  ffmpeg->av_channel_layout_uninit(&given);
  if (error >= 0) error = ffmpeg->swr_init(sound->converter);
  if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
  sound->waiting = ffmpeg->av_audio_fifo_alloc(codec->sample_fmt, codec->ch_layout.nb_channels, 2 * samples_at_once);
  sound->chunk = ffmpeg->av_frame_alloc();
  if (sound->waiting != NULL && sound->chunk != NULL) return true;
  return cffmpeg_fail(ffmpeg, AVERROR(ENOMEM), message, capacity);
}

bool cffmpeg_sound_open(cffmpeg_sound* sound, cffmpeg_output* output, const cffmpeg_sound_form* form, char* message,
                        size_t capacity) {
  const cffmpeg_library* ffmpeg = output->ffmpeg;
  const AVCodec* codec = ffmpeg->avcodec_find_encoder_by_name(form->encoder);
  if (codec == NULL) {
    snprintf(message, capacity, "FFmpeg has no encoder '%s' here", form->encoder);
    return false;
  }
  if (!cffmpeg_encoder_begin(&sound->encoder, output, codec, message, capacity)) return false;
  AVCodecContext* context = sound->encoder.codec;
  context->sample_fmt = form->format;
  context->bits_per_raw_sample = form->bits;
  context->sample_rate = fitting_rate(sound, codec);
  context->time_base = (AVRational){1, context->sample_rate};
  ffmpeg->av_channel_layout_default(&context->ch_layout, fitting_channels(sound, codec));
  if (codec->id == AV_CODEC_ID_AAC) context->bit_rate = 96000 * (int64_t)context->ch_layout.nb_channels;
  return cffmpeg_encoder_open(&sound->encoder, NULL, message, capacity) && open_converter(sound, message, capacity);
}

// Encodes frames of what waits; at the end also what is less than a frame.
static bool encode_waiting(cffmpeg_sound* sound, bool is_last, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = sound->frames.clip->ffmpeg;
  AVCodecContext* codec = sound->encoder.codec;
  const int full = codec->frame_size > 0 ? codec->frame_size : samples_at_once;
  int count;
  while ((count = FFMIN(ffmpeg->av_audio_fifo_size(sound->waiting), full)) == full || (is_last && count > 0)) {
    ffmpeg->av_frame_unref(sound->chunk);
    sound->chunk->nb_samples = count;
    sound->chunk->format = codec->sample_fmt;
    sound->chunk->sample_rate = codec->sample_rate;
    int error = ffmpeg->av_channel_layout_copy(&sound->chunk->ch_layout, &codec->ch_layout);
    if (error >= 0) error = ffmpeg->av_frame_get_buffer(sound->chunk, 0);
    if (error >= 0) error = ffmpeg->av_audio_fifo_read(sound->waiting, (void**)sound->chunk->extended_data, count);
    if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
    sound->chunk->pts = sound->encoded;
    sound->encoded += count;
    if (!cffmpeg_encoder_send(&sound->encoder, sound->chunk, message, capacity)) return false;
  }
  return true;
}

// Converts samples of the source, or for null what the converter holds back, and encodes them.
static bool push(cffmpeg_sound* sound, const uint8_t** samples, int count, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = sound->frames.clip->ffmpeg;
  const AVCodecContext* codec = sound->encoder.codec;
  const int most = ffmpeg->swr_get_out_samples(sound->converter, count);
  if (most < 0) return cffmpeg_fail(ffmpeg, most, message, capacity);
  if (most > 0) {
    uint8_t** converted = NULL;
    int error = ffmpeg->av_samples_alloc_array_and_samples(&converted, NULL, codec->ch_layout.nb_channels, most,
                                                           codec->sample_fmt, 0);
    if (error >= 0) error = ffmpeg->swr_convert(sound->converter, converted, most, samples, count);
    if (error > 0) error = ffmpeg->av_audio_fifo_write(sound->waiting, (void**)converted, error);
    if (converted != NULL) ffmpeg->av_freep(&converted[0]);
    ffmpeg->av_freep(&converted);
    if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
  }
  return encode_waiting(sound, samples == NULL, message, capacity);
}

// Fills a gap, so that what follows is heard when it should be.
static bool push_silence(cffmpeg_sound* sound, int64_t count, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = sound->frames.clip->ffmpeg;
  uint8_t** silence = NULL;
  int error =
      ffmpeg->av_samples_alloc_array_and_samples(&silence, NULL, sound->channels, samples_at_once, sound->format, 0);
  if (error >= 0) error = ffmpeg->av_samples_set_silence(silence, 0, samples_at_once, sound->channels, sound->format);
  bool is_done = error >= 0 ? true : cffmpeg_fail(ffmpeg, error, message, capacity);
  while (is_done && count > 0) {
    const int part = (int)FFMIN(count, samples_at_once);
    is_done = !cffmpeg_is_late(sound->frames.clip) || cffmpeg_fail(ffmpeg, AVERROR_EXIT, message, capacity);
    is_done = is_done && push(sound, (const uint8_t**)silence, part, message, capacity);
    count -= part;
  }
  if (silence != NULL) ffmpeg->av_freep(&silence[0]);
  ffmpeg->av_freep(&silence);
  return is_done;
}

// Encodes the samples of the frame that was read, from one on.
static bool push_frame(cffmpeg_sound* sound, int first, int count, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = sound->frames.clip->ffmpeg;
  const bool is_planar = ffmpeg->av_sample_fmt_is_planar(sound->format) != 0;
  const int planes = is_planar ? sound->channels : 1;
  const size_t size = (size_t)ffmpeg->av_get_bytes_per_sample(sound->format) * (is_planar ? 1 : (size_t)sound->channels);
  const uint8_t** samples = ffmpeg->av_malloc(sizeof *samples * (size_t)planes);
  if (samples == NULL) return cffmpeg_fail(ffmpeg, AVERROR(ENOMEM), message, capacity);
  for (int plane = 0; plane < planes; ++plane) {
    samples[plane] = sound->frames.frame->extended_data[plane] + (size_t)first * size;
  }
  const bool is_done = push(sound, samples, count, message, capacity);
  ffmpeg->av_free(samples);
  return is_done;
}

static bool finish(cffmpeg_sound* sound, char* message, size_t capacity) {
  sound->has_ended = true;
  return push(sound, NULL, 0, message, capacity) && cffmpeg_encoder_send(&sound->encoder, NULL, message, capacity);
}

bool cffmpeg_sound_step(cffmpeg_sound* sound, char* message, size_t capacity) {
  if (sound->has_ended) return true;
  const int64_t count = sound->frames.frame->nb_samples;
  const int64_t jump = position(sound) - sound->next;
  const bool is_gap =
      jump > samples_in(seconds_of_jitter, sound->rate) && jump < samples_in(seconds_of_silence, sound->rate);
  if (is_gap) sound->next += jump;
  const int64_t gap = FFMIN(sound->next, sound->end) - sound->filled;
  if (gap > 0 && !push_silence(sound, gap, message, capacity)) return false;
  sound->filled += FFMAX(gap, 0);
  const int64_t first = FFMAX(sound->filled - sound->next, 0), last = FFMIN(count, sound->end - sound->next);
  if (last > first) {
    if (!push_frame(sound, (int)first, (int)(last - first), message, capacity)) return false;
    sound->filled = sound->next + last;
  }
  sound->next += count;
  if (sound->next >= sound->end) return finish(sound, message, capacity);
  if (!read_next(sound, message, capacity)) return false;
  return sound->has_ended ? finish(sound, message, capacity) : true;
}

double cffmpeg_sound_progress(const cffmpeg_sound* sound) {
  return (double)(sound->filled - sound->start) / (sound->rate > 0 ? sound->rate : 1);
}

void cffmpeg_sound_end(cffmpeg_sound* sound) {
  if (sound->frames.clip == NULL) return;
  const cffmpeg_library* ffmpeg = sound->frames.clip->ffmpeg;
  cffmpeg_encoder_end(&sound->encoder);
  ffmpeg->swr_free(&sound->converter);
  if (sound->waiting != NULL) ffmpeg->av_audio_fifo_free(sound->waiting);
  ffmpeg->av_frame_free(&sound->chunk);
  cffmpeg_frames_end(&sound->frames);
}
