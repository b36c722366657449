// Pictures by libvips (https://www.libvips.org), which is loaded when the first picture is looked at: it brings a hundred
// libraries along, which would double the time that every command takes to start.
#ifndef CVIPS_H
#define CVIPS_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// What the start of a picture's file tells.
typedef struct cvips_header {
  // The size as it is shown, in pixels.
  int32_t width;
  int32_t height;
  int32_t bands;
  // VipsBandFormat and VipsInterpretation.
  int32_t format;
  int32_t space;
  bool has_alpha;
} cvips_header;

// A step in the work on a picture.
typedef enum cvips_kind {
  // To a width and a height.
  cvips_resize,
  // To fit within a width and a height, never larger.
  cvips_thumbnail,
  // To the part at a left and a top, of a width and a height.
  cvips_crop,
  // By degrees, against the clock.
  cvips_rotate,
  // 0 from left to right, 1 upside down.
  cvips_flip,
  // To grey; 1 keeps 16 bits where there are so many, 0 makes them 8.
  cvips_grayscale,
  // By the standard deviation of a Gaussian, in pixels.
  cvips_blur,
  // Onto a transparent sheet of a width and a height, at its upper left, in 8 bits of red, green, blue and opacity.
  cvips_mount,
  // To no more than 256 colours, which stand in for the others by their mixture.
  cvips_few_colours,
} cvips_kind;

typedef struct cvips_operation {
  cvips_kind kind;
  double values[4];
} cvips_operation;

// Pixels of 8 bits for each band: red, green, blue and perhaps opacity.
typedef struct cvips_picture {
  const void* pixels;
  int32_t width;
  int32_t height;
  int32_t bands;
} cvips_picture;

// Bytes to be released with cvips_free.
typedef struct cvips_bytes {
  void* bytes;
  size_t count;
} cvips_bytes;

// Takes a field of a picture's metadata.
typedef void (*cvips_take_field)(const char* name, const char* text, void* context);

// Whether libvips can be loaded; the message says why it cannot.
bool cvips_is_present(char* message, size_t capacity);

// The version of libvips, such as 8.14.1; false when it cannot be loaded.
bool cvips_version(char* version, size_t capacity);

// Reads the start of a picture's file; false with a message when the file is no picture.
bool cvips_read_header(const char* path, cvips_header* header, char* message, size_t capacity);

// Reads the metadata of a picture's file.
bool cvips_read_fields(const char* path, cvips_take_field take, void* context, char* message, size_t capacity);

// Works on a picture, turned as it is shown, and makes a file of the result, of the kind that a suffix such as ".jpg[Q=90]"
// names.
bool cvips_transform(const char* path, const cvips_operation* operations, size_t count, const char* suffix,
                     cvips_bytes* bytes, char* message, size_t capacity);

// The same for a picture in memory.
bool cvips_transform_picture(const cvips_picture* picture, const cvips_operation* operations, size_t count,
                             const char* suffix, cvips_bytes* bytes, char* message, size_t capacity);

// The same for a file, but gives the pixels themselves.
bool cvips_pixels(const char* path, const cvips_operation* operations, size_t count, cvips_bytes* pixels, char* message,
                  size_t capacity);

// The same for a picture in memory.
bool cvips_picture_pixels(const cvips_picture* picture, const cvips_operation* operations, size_t count,
                          cvips_bytes* pixels, char* message, size_t capacity);

// Decodes all of a picture's file; false with a message when a part of it is damaged.
bool cvips_decode(const char* path, char* message, size_t capacity);

// Work on a picture is given up after so many seconds; 300 unless told otherwise.
void cvips_set_patience(int64_t seconds);

void cvips_free(cvips_bytes bytes);

#endif
