#include "Library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdarg.h>
#include <stdio.h>
#include <string.h>

// The structures of FFmpeg are those of the headers only in libraries of the same major version.
#define CFFMPEG_NUMBER(number) AV_STRINGIFY(number)
#define CFFMPEG_NAMES(name, major)                                                                              \
  {                                                                                                             \
    "lib" name ".so." CFFMPEG_NUMBER(major), "lib" name "." CFFMPEG_NUMBER(major) ".dylib",                     \
        "/opt/homebrew/lib/lib" name "." CFFMPEG_NUMBER(major) ".dylib",                                        \
        "/usr/local/lib/lib" name "." CFFMPEG_NUMBER(major) ".dylib"                                            \
  }
enum { name_count = 4 };

// Nothing sensible asks for more at once: the largest frame that is taken needs less, and so does the index of a long film.
static const size_t most_bytes = 512 << 20;

static cffmpeg_library library;
static bool is_loaded;
static char failure[512];
static _Thread_local char said[256];

static void note(void* context, int level, const char* format, va_list values) {
  (void)context;
  if (level > AV_LOG_ERROR) return;
  vsnprintf(said, sizeof said, format, values);
  said[strcspn(said, "\n")] = '\0';
}

static void* opened(const char* const names[name_count]) {
  for (size_t index = 0; index < name_count; ++index) {
    void* handle = dlopen(names[index], RTLD_LAZY | RTLD_LOCAL);
    if (handle != NULL) return handle;
    if (index == 0) snprintf(failure, sizeof failure, "%s", dlerror());
  }
  return NULL;
}

static bool found(void* handle, const char* name, void* function) {
  void* address = dlsym(handle, name);
  if (address == NULL) {
    snprintf(failure, sizeof failure, "FFmpeg has no %s; version 5.1 or newer is needed", name);
    return false;
  }
  *(void**)function = address;
  return true;
}

#define CFFMPEG_FIND(name) &&found(handle, #name, &library.name)

static bool find_support(void) {
  static const char* const names[] = CFFMPEG_NAMES("avutil", LIBAVUTIL_VERSION_MAJOR);
  void* handle = opened(names);
  return handle != NULL CFFMPEG_SUPPORT_FUNCTIONS(CFFMPEG_FIND);
}

static bool find_codec(void) {
  static const char* const names[] = CFFMPEG_NAMES("avcodec", LIBAVCODEC_VERSION_MAJOR);
  void* handle = opened(names);
  return handle != NULL CFFMPEG_CODEC_FUNCTIONS(CFFMPEG_FIND);
}

static bool find_format(void) {
  static const char* const names[] = CFFMPEG_NAMES("avformat", LIBAVFORMAT_VERSION_MAJOR);
  void* handle = opened(names);
  return handle != NULL CFFMPEG_FORMAT_FUNCTIONS(CFFMPEG_FIND) CFFMPEG_TURN_FUNCTIONS(CFFMPEG_FIND);
}

static bool find_scale(void) {
  static const char* const names[] = CFFMPEG_NAMES("swscale", LIBSWSCALE_VERSION_MAJOR);
  void* handle = opened(names);
  return handle != NULL CFFMPEG_SCALE_FUNCTIONS(CFFMPEG_FIND);
}

static bool find_resample(void) {
  static const char* const names[] = CFFMPEG_NAMES("swresample", LIBSWRESAMPLE_VERSION_MAJOR);
  void* handle = opened(names);
  return handle != NULL CFFMPEG_RESAMPLE_FUNCTIONS(CFFMPEG_FIND);
}

static void load(void) {
  if (!find_support() || !find_codec() || !find_format() || !find_scale() || !find_resample()) return;
  library.av_log_set_callback(note);
  library.av_max_alloc(most_bytes);
  is_loaded = true;
}

const cffmpeg_library* cffmpeg_library_get(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded ? &library : NULL;
}

const char* cffmpeg_library_failure(void) { return failure; }

const char* cffmpeg_said(void) { return said; }

void cffmpeg_forget(void) { said[0] = '\0'; }

bool cffmpeg_is_present(char* message, size_t capacity) {
  if (cffmpeg_library_get() != NULL) return true;
  snprintf(message, capacity, "%s", cffmpeg_library_failure());
  return false;
}

bool cffmpeg_version(char* version, size_t capacity) {
  const cffmpeg_library* ffmpeg = cffmpeg_library_get();
  if (ffmpeg == NULL) return false;
  const char* text = ffmpeg->av_version_info();
  snprintf(version, capacity, "%.*s", (int)strcspn(text, "-"), text);
  return true;
}
