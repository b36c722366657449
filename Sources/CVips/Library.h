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
  void (*concurrency_set)(int threads);
  void (*block_untrusted_set)(int is_blocked);
  VipsImage* (*image_new_from_file)(const char* name, ...);
  VipsImage* (*image_new_from_memory)(const void* data, size_t size, int width, int height, int bands, int format);
  VipsImage* (*image_new_from_buffer)(const void* bytes, size_t size, const char* options, ...);
  VipsImage* (*image_copy_memory)(VipsImage* image);
  int (*image_get_width)(const VipsImage* image);
  int (*image_get_height)(const VipsImage* image);
  int (*image_get_orientation)(VipsImage* image);
  int (*image_get_orientation_swap)(VipsImage* image);
  int (*image_guess_interpretation)(const VipsImage* image);
  int (*image_get_bands)(const VipsImage* image);
  int (*image_get_format)(const VipsImage* image);
  int (*image_hasalpha)(VipsImage* image);
  char** (*image_get_fields)(const VipsImage* image);
  int (*image_get_as_string)(const VipsImage* image, const char* name, char** text);
  void* (*image_write_to_memory)(VipsImage* image, size_t* size);
  int (*image_write_to_buffer)(VipsImage* image, const char* suffix, void** bytes, size_t* size, ...);
  int (*thumbnail)(const char* name, VipsImage** out, int width, ...);
  int (*jpegload)(const char* path, VipsImage** out, ...);
  int (*thumbnail_image)(VipsImage* in, VipsImage** out, int width, ...);
  int (*copy)(VipsImage* in, VipsImage** out, ...);
  int (*autorot)(VipsImage* in, VipsImage** out, ...);
  int (*extract_area)(VipsImage* in, VipsImage** out, int left, int top, int width, int height, ...);
  int (*rot)(VipsImage* in, VipsImage** out, int angle, ...);
  int (*rotate)(VipsImage* in, VipsImage** out, double angle, ...);
  int (*flip)(VipsImage* in, VipsImage** out, int direction, ...);
  int (*colourspace)(VipsImage* in, VipsImage** out, int space, ...);
  int (*addalpha)(VipsImage* in, VipsImage** out, ...);
  int (*embed)(VipsImage* in, VipsImage** out, int left, int top, int width, int height, ...);
  int (*gaussblur)(VipsImage* in, VipsImage** out, double sigma, ...);
  int (*avg)(VipsImage* in, double* out, ...);
  void (*image_set_progress)(VipsImage* image, int is_signalled);
  void (*image_set_kill)(VipsImage* image, int is_killed);
  unsigned long (*connect)(void* object, const char* signal, void (*handler)(void), void* data,
                           void (*destroy)(void*, void*), int flags);
  void (*free)(void* memory);
  void (*free_texts)(char** texts);
  void (*unref)(void* object);
  unsigned (*set_log_handler)(const char* domain, int levels, void (*handler)(const char*, int, const char*, void*),
                              void* data);
} cvips_library;

// The library, loaded and ready; null when it cannot be loaded.
const cvips_library* cvips_library_get(void);

// Why the library could not be loaded.
const char* cvips_library_failure(void);

#endif
