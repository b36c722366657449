#include "Library.h"

#include <dlfcn.h>
#include <pthread.h>
#include <stdio.h>

static cvips_library library;
static bool is_loaded;
static char failure[512];

static void ignore(const char* domain, int level, const char* message, void* data) {
  (void)domain;
  (void)level;
  (void)message;
  (void)data;
}

static void* opened(void) {
  static const char* const names[] = {"libvips.so.42", "libvips.42.dylib", "/opt/homebrew/lib/libvips.42.dylib",
                                      "/usr/local/lib/libvips.42.dylib"};
  for (size_t index = 0; index < sizeof names / sizeof *names; ++index) {
    void* handle = dlopen(names[index], RTLD_LAZY | RTLD_LOCAL);
    if (handle != NULL) return handle;
    if (index == 0) snprintf(failure, sizeof failure, "%s", dlerror());
  }
  return NULL;
}

static bool found(void* handle, const char* name, void* function) {
  void* address = dlsym(handle, name);
  if (address == NULL) {
    snprintf(failure, sizeof failure, "libvips has no %s; version 8.13 or newer is needed", name);
    return false;
  }
  *(void**)function = address;
  return true;
}

static bool find_all(void* handle) {
  return found(handle, "vips_init", &library.init) && found(handle, "vips_version", &library.version) &&
         found(handle, "vips_error_buffer", &library.error_buffer) &&
         found(handle, "vips_error_clear", &library.error_clear) &&
         found(handle, "vips_cache_set_max", &library.cache_set_max) &&
         found(handle, "vips_concurrency_set", &library.concurrency_set) &&
         found(handle, "vips_block_untrusted_set", &library.block_untrusted_set) &&
         found(handle, "vips_image_new_from_file", &library.image_new_from_file) &&
         found(handle, "vips_image_new_from_memory", &library.image_new_from_memory) &&
         found(handle, "vips_image_new_from_buffer", &library.image_new_from_buffer) &&
         found(handle, "vips_image_copy_memory", &library.image_copy_memory) &&
         found(handle, "vips_image_get_width", &library.image_get_width) &&
         found(handle, "vips_image_get_height", &library.image_get_height) &&
         found(handle, "vips_image_get_orientation", &library.image_get_orientation) &&
         found(handle, "vips_image_get_orientation_swap", &library.image_get_orientation_swap) &&
         found(handle, "vips_image_guess_interpretation", &library.image_guess_interpretation) &&
         found(handle, "vips_image_get_bands", &library.image_get_bands) &&
         found(handle, "vips_image_get_format", &library.image_get_format) &&
         found(handle, "vips_image_hasalpha", &library.image_hasalpha) &&
         found(handle, "vips_image_get_fields", &library.image_get_fields) &&
         found(handle, "vips_image_get_as_string", &library.image_get_as_string) &&
         found(handle, "vips_image_write_to_memory", &library.image_write_to_memory) &&
         found(handle, "vips_image_write_to_buffer", &library.image_write_to_buffer) &&
         found(handle, "vips_image_set_progress", &library.image_set_progress) &&
         found(handle, "vips_image_set_kill", &library.image_set_kill) &&
         found(handle, "g_signal_connect_data", &library.connect) && found(handle, "g_free", &library.free) &&
         found(handle, "g_strfreev", &library.free_texts) &&
         found(handle, "g_object_unref", &library.unref) &&
         found(handle, "g_log_set_handler", &library.set_log_handler);
}

static bool find_operations(void* handle) {
  return found(handle, "vips_thumbnail", &library.thumbnail) &&
         found(handle, "vips_jpegload", &library.jpegload) &&
         found(handle, "vips_thumbnail_image", &library.thumbnail_image) &&
         found(handle, "vips_copy", &library.copy) && found(handle, "vips_autorot", &library.autorot) &&
         found(handle, "vips_extract_area", &library.extract_area) && found(handle, "vips_rot", &library.rot) &&
         found(handle, "vips_rotate", &library.rotate) && found(handle, "vips_flip", &library.flip) &&
         found(handle, "vips_colourspace", &library.colourspace) &&
         found(handle, "vips_addalpha", &library.addalpha) && found(handle, "vips_embed", &library.embed) &&
         found(handle, "vips_gaussblur", &library.gaussblur) && found(handle, "vips_avg", &library.avg);
}

static void load(void) {
  void* handle = opened();
  if (handle == NULL || !find_all(handle) || !find_operations(handle)) return;
  if (library.init("lighttable") != 0) {
    snprintf(failure, sizeof failure, "%s", library.error_buffer());
    return;
  }
  // Warnings about damaged files are not for standard error; G_LOG_LEVEL_MASK is all levels.
  library.set_log_handler("VIPS", ~3, ignore, NULL);
  library.cache_set_max(0);
  // Pictures are worked on side by side, each by one thread.
  library.concurrency_set(1);
  library.block_untrusted_set(1);
  is_loaded = true;
}

const cvips_library* cvips_library_get(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, load);
  return is_loaded ? &library : NULL;
}

const char* cvips_library_failure(void) { return failure; }
