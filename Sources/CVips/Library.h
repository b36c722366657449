#ifndef CVIPS_LIBRARY_H
#define CVIPS_LIBRARY_H

#include "cvips.h"

// What libvips calls VipsImage, of which only its functions know the form.
typedef struct _VipsImage VipsImage;

// The functions of libvips and of the libraries below it, with the types that its headers give them
// (https://www.libvips.org/API/current/).
typedef struct cvips_library {
  int (*init)(const char* program);
  int (*version)(int part);
  const char* (*error_buffer)(void);
  void (*error_clear)(void);
  void (*cache_set_max)(int operations);
  void (*block_untrusted_set)(int is_blocked);
  VipsImage* (*image_new_from_file)(const char* name, ...);
  int (*image_get_width)(const VipsImage* image);
  int (*image_get_height)(const VipsImage* image);
  int (*image_get_orientation_swap)(VipsImage* image);
  void (*unref)(void* object);
  unsigned (*set_log_handler)(const char* domain, int levels, void (*handler)(const char*, int, const char*, void*),
                              void* data);
} cvips_library;

// The library, loaded and ready; null when it cannot be loaded.
const cvips_library* cvips_library_get(void);

// Why the library could not be loaded.
const char* cvips_library_failure(void);

#endif
