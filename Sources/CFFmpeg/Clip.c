#include "Clip.h"

#include <errno.h>
#include <fcntl.h>
#include <math.h>
#include <stdio.h>
#include <string.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

// Containers that hold what they are about themselves. Playlists and the like, which name other files or addresses, and
// single pictures are none.
static const char containers[] =
    "mov,matroska,avi,flv,asf,mpeg,mpegts,mxf,dv,gif,ivf,wav,w64,flac,mp3,aac,aiff,au,amr,amrnb,amrwb,caf,ogg,ac3,eac3,"
    "dts,wv,ape,tta";
static const int64_t patience_for_headers = 30;
enum { buffer_bytes = 65536 };

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec;
}

void cffmpeg_set_patience(cffmpeg_clip* clip, int64_t seconds) { clip->deadline = now() + seconds; }

bool cffmpeg_is_late(const cffmpeg_clip* clip) { return now() > clip->deadline; }

bool cffmpeg_fail(const cffmpeg_library* ffmpeg, int error, char* message, size_t capacity) {
  if (error == AVERROR_EXIT) {
    snprintf(message, capacity, "it takes too long");
    return false;
  }
  char text[128];
  ffmpeg->av_strerror(error, text, sizeof text);
  const char* said = cffmpeg_said();
  snprintf(message, capacity, "%s%s%s", text, said[0] == '\0' ? "" : ": ", said);
  return false;
}

static int is_interrupted(void* context) { return cffmpeg_is_late(context); }

static int read_bytes(void* context, uint8_t* bytes, int count) {
  cffmpeg_clip* clip = context;
  if (cffmpeg_is_late(clip)) return AVERROR_EXIT;
  ssize_t got;
  do {
    got = pread(clip->file, bytes, (size_t)count, clip->position);
  } while (got < 0 && errno == EINTR);
  if (got < 0) return AVERROR(errno);
  if (got == 0) return AVERROR_EOF;
  clip->position += got;
  return (int)got;
}

static int64_t seek_bytes(void* context, int64_t offset, int whence) {
  cffmpeg_clip* clip = context;
  switch (whence & ~AVSEEK_FORCE) {
    case AVSEEK_SIZE: return clip->size;
    case SEEK_SET: break;
    case SEEK_CUR: offset += clip->position; break;
    case SEEK_END: offset += clip->size; break;
    default: return AVERROR(EINVAL);
  }
  if (offset < 0) return AVERROR(EINVAL);
  clip->position = offset;
  return offset;
}

static int refuse_file(AVFormatContext* format, AVIOContext** file, const char* name, int flags, AVDictionary** options) {
  (void)format;
  (void)file;
  (void)name;
  (void)flags;
  (void)options;
  return AVERROR(EACCES);
}

static bool open_file(cffmpeg_clip* clip, char* message, size_t capacity) {
  struct stat status;
  clip->file = open(clip->path, O_RDONLY | O_CLOEXEC | O_NONBLOCK);
  if (clip->file < 0 || fstat(clip->file, &status) != 0) {
    snprintf(message, capacity, "%s", strerror(errno));
    return false;
  }
  if (!S_ISREG(status.st_mode) || status.st_size == 0) {
    snprintf(message, capacity, S_ISREG(status.st_mode) ? "it is empty" : "it is no file");
    return false;
  }
  clip->size = status.st_size;
  return true;
}

static bool open_container(cffmpeg_clip* clip, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  uint8_t* buffer = ffmpeg->av_malloc(buffer_bytes);
  clip->input =
      buffer == NULL ? NULL : ffmpeg->avio_alloc_context(buffer, buffer_bytes, 0, clip, read_bytes, NULL, seek_bytes);
  clip->format = clip->input == NULL ? NULL : ffmpeg->avformat_alloc_context();
  if (clip->format == NULL) return cffmpeg_fail(ffmpeg, AVERROR(ENOMEM), message, capacity);
  clip->format->pb = clip->input;
  clip->format->flags |= AVFMT_FLAG_CUSTOM_IO;
  clip->format->io_open = refuse_file;
  clip->format->interrupt_callback = (AVIOInterruptCB){is_interrupted, clip};
  AVDictionary* options = NULL;
  ffmpeg->av_dict_set(&options, "format_whitelist", containers, 0);
  ffmpeg->av_dict_set(&options, "max_streams", "100", 0);
  const int error = ffmpeg->avformat_open_input(&clip->format, NULL, NULL, &options);
  ffmpeg->av_dict_free(&options);
  if (error >= 0) return true;
  if (strstr(cffmpeg_said(), "whitelist") == NULL) return cffmpeg_fail(ffmpeg, error, message, capacity);
  snprintf(message, capacity, "it is no container that holds video or audio itself");
  return false;
}

// Reads as much as tells what the streams are, for which some frames may be decoded.
static bool find_streams(cffmpeg_clip* clip, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  AVDictionary* options[100] = {NULL};
  const unsigned count = FFMIN(clip->format->nb_streams, 100);
  for (unsigned index = 0; index < count; ++index) {
    ffmpeg->av_dict_set_int(&options[index], "max_pixels", cffmpeg_most_pixels, 0);
  }
  const int error = ffmpeg->avformat_find_stream_info(clip->format, count == 0 ? NULL : options);
  for (unsigned index = 0; index < count; ++index) ffmpeg->av_dict_free(&options[index]);
  if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
  const int video = cffmpeg_main_stream(clip, AVMEDIA_TYPE_VIDEO), audio = cffmpeg_main_stream(clip, AVMEDIA_TYPE_AUDIO);
  if (video >= 0 || audio >= 0) return true;
  const char* said = cffmpeg_said();
  snprintf(message, capacity, "there is neither video nor audio in it%s%s", said[0] == '\0' ? "" : ": ", said);
  return false;
}

static cffmpeg_clip* opened(const char* path, int64_t deadline, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = cffmpeg_library_get();
  cffmpeg_clip* clip = ffmpeg->av_malloc(sizeof *clip);
  if (clip == NULL) return NULL;
  *clip = (cffmpeg_clip){.ffmpeg = ffmpeg, .file = -1, .deadline = deadline};
  cffmpeg_forget();
  const bool fits = (size_t)snprintf(clip->path, sizeof clip->path, "%s", path) < sizeof clip->path;
  if (!fits) snprintf(message, capacity, "its name is too long");
  if (fits && open_file(clip, message, capacity) && open_container(clip, message, capacity) &&
      find_streams(clip, message, capacity)) {
    return clip;
  }
  cffmpeg_close(clip);
  return NULL;
}

cffmpeg_clip* cffmpeg_open(const char* path, char* message, size_t capacity) {
  if (!cffmpeg_is_present(message, capacity)) return NULL;
  return opened(path, now() + patience_for_headers, message, capacity);
}

cffmpeg_clip* cffmpeg_reopen(const cffmpeg_clip* clip, char* message, size_t capacity) {
  return opened(clip->path, clip->deadline, message, capacity);
}

void cffmpeg_close(cffmpeg_clip* clip) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  ffmpeg->avformat_close_input(&clip->format);
  if (clip->input != NULL) ffmpeg->av_freep(&clip->input->buffer);
  ffmpeg->avio_context_free(&clip->input);
  if (clip->file >= 0) close(clip->file);
  ffmpeg->av_free(clip);
}

static bool is_usable(const AVStream* stream, enum AVMediaType type) {
  const AVCodecParameters* codec = stream->codecpar;
  const int pictures = AV_DISPOSITION_ATTACHED_PIC | AV_DISPOSITION_TIMED_THUMBNAILS | AV_DISPOSITION_STILL_IMAGE;
  if (codec->codec_type != type) return false;
  if (type == AVMEDIA_TYPE_AUDIO) return codec->sample_rate > 0 && codec->ch_layout.nb_channels > 0;
  return codec->width > 0 && codec->height > 0 && (stream->disposition & pictures) == 0;
}

int cffmpeg_main_stream(const cffmpeg_clip* clip, enum AVMediaType type) {
  int first = -1;
  for (unsigned index = 0; index < clip->format->nb_streams; ++index) {
    const AVStream* stream = clip->format->streams[index];
    if (!is_usable(stream, type)) continue;
    if ((stream->disposition & AV_DISPOSITION_DEFAULT) != 0) return (int)index;
    if (first < 0) first = (int)index;
  }
  return first;
}

void cffmpeg_choose(cffmpeg_clip* clip, int stream) {
  for (unsigned index = 0; index < clip->format->nb_streams; ++index) {
    clip->format->streams[index]->discard = (int)index == stream ? AVDISCARD_DEFAULT : AVDISCARD_ALL;
  }
}

double cffmpeg_start(const cffmpeg_clip* clip) {
  const int64_t start = clip->format->start_time;
  return start == AV_NOPTS_VALUE ? 0 : (double)start / AV_TIME_BASE;
}

double cffmpeg_end(const cffmpeg_clip* clip) {
  const int64_t duration = clip->format->duration;
  return duration == AV_NOPTS_VALUE || duration <= 0 ? NAN : cffmpeg_start(clip) + (double)duration / AV_TIME_BASE;
}

// Headers may tell a little more than there is.
static double tolerance(double duration) { return fmax(0.5, duration / 50); }

bool cffmpeg_is_cut(const cffmpeg_clip* clip, int stream, int64_t until, bool is_last_whole) {
  const AVStream* source = clip->format->streams[stream];
  const AVRational base = source->time_base;
  // Matroska's demultiplexer only says so.
  if (!is_last_whole || strstr(cffmpeg_said(), "ended prematurely") != NULL) return true;
  const bool is_told = source->duration != AV_NOPTS_VALUE && source->duration > 0 &&
                       clip->format->duration_estimation_method == AVFMT_DURATION_FROM_STREAM;
  if (!is_told || until == AV_NOPTS_VALUE) return false;
  const int64_t start = source->start_time == AV_NOPTS_VALUE ? 0 : source->start_time;
  const double missing = (double)(start + source->duration - until) * base.num / base.den;
  return missing > tolerance((double)source->duration * base.num / base.den);
}

AVCodecContext* cffmpeg_decoder(const cffmpeg_clip* clip, int stream, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  const AVStream* source = clip->format->streams[stream];
  const AVCodec* codec = ffmpeg->avcodec_find_decoder(source->codecpar->codec_id);
  if (codec == NULL) {
    snprintf(message, capacity, "FFmpeg has no decoder for %s here",
             ffmpeg->avcodec_get_name(source->codecpar->codec_id));
    return NULL;
  }
  AVCodecContext* decoder = ffmpeg->avcodec_alloc_context3(codec);
  int error = decoder == NULL ? AVERROR(ENOMEM) : ffmpeg->avcodec_parameters_to_context(decoder, source->codecpar);
  if (error >= 0) {
    // Clips are worked on side by side, each by one thread.
    decoder->thread_count = 1;
    decoder->max_pixels = cffmpeg_most_pixels;
    decoder->pkt_timebase = source->time_base;
    error = ffmpeg->avcodec_open2(decoder, codec, NULL);
  }
  if (error >= 0) return decoder;
  cffmpeg_fail(ffmpeg, error, message, capacity);
  ffmpeg->avcodec_free_context(&decoder);
  return NULL;
}
