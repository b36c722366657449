// Pictures by libvips (https://www.libvips.org), which is loaded when the first picture is looked at: it brings a hundred
// libraries along, which would double the time that every command takes to start.
#ifndef CVIPS_H
#define CVIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// The size of a picture as it is shown, in pixels.
typedef struct cvips_size {
  int32_t width;
  int32_t height;
} cvips_size;

// Whether libvips can be loaded; the message says why it cannot.
bool cvips_is_present(char* message, size_t capacity);

// The version of libvips, such as 8.14.1; false when it cannot be loaded.
bool cvips_version(char* version, size_t capacity);

// Reads the size of a picture from the start of its file, turned as its orientation says; false with a message when the
// file is no picture.
bool cvips_picture_size(const char* path, cvips_size* size, char* message, size_t capacity);

#endif
