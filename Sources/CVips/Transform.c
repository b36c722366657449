#include <math.h>
#include <pthread.h>
#include <stdio.h>
#include <string.h>

#include "Attempt.h"

// Values of libvips's enumerations (https://www.libvips.org/API/current/).
enum {
  size_down = 2,
  size_force = 3,
  format_byte = 0,
  space_grey = 1,
  space_rgb = 22,
  space_grey16 = 26,
  is_sequential = 1,
  is_truncated = 1
};

typedef struct transform_work {
  // A picture in a file or in memory.
  const char* path;
  const cvips_picture* picture;
  const cvips_operation* operations;
  size_t count;
  // Where a file's bytes go, and of which kind it is to be.
  const char* suffix;
  cvips_bytes* bytes;
  // Where single pixels go.
  cvips_bytes* pixels;
} transform_work;

// libvips compiles code by Orc where it plans to scale or blur and frees it with the plan, which is not safe from threads
// that do the same (Orc 0.4.33); running it is.
static pthread_mutex_t plans = PTHREAD_MUTEX_INITIALIZER;

static void release(const cvips_library* vips, VipsImage* image) {
  pthread_mutex_lock(&plans);
  vips->unref(image);
  pthread_mutex_unlock(&plans);
}

static bool is_scaling(const cvips_operation* operation) {
  return operation->kind == cvips_resize || operation->kind == cvips_thumbnail;
}

static int scaling_mode(const cvips_operation* operation) {
  return operation->kind == cvips_resize ? size_force : size_down;
}

static VipsImage* taken(const cvips_library* vips, const cvips_picture* picture) {
  const size_t size = (size_t)picture->width * (size_t)picture->height * (size_t)picture->bands;
  VipsImage* image = vips->image_new_from_memory(picture->pixels, size, picture->width, picture->height, picture->bands,
                                                 format_byte);
  VipsImage* result = NULL;
  if (image == NULL || vips->copy(image, &result, "interpretation", space_rgb, NULL) != 0) result = NULL;
  if (image != NULL) vips->unref(image);
  return result;
}

// A picture turned as it is shown; not by the operation that scales, which would decode it while others wait for their plans.
static VipsImage* upright(const cvips_library* vips, VipsImage* image, char* message, size_t capacity) {
  if (vips->image_get_orientation(image) <= 1) return image;
  cvips_patience patience;
  cvips_limit(&patience, vips, image);
  VipsImage* whole = vips->image_copy_memory(image);
  cvips_tell_limit(&patience, message, capacity);
  VipsImage* result = NULL;
  if (whole != NULL && vips->autorot(whole, &result, NULL) != 0) result = NULL;
  if (whole != NULL) vips->unref(whole);
  release(vips, image);
  return result;
}

static bool is_jpeg(const cvips_library* vips, VipsImage* image) {
  char* loader = NULL;
  if (vips->image_get_as_string(image, "vips-loader", &loader) != 0) return false;
  const bool is_equal = strcmp(loader, "jpegload") == 0;
  vips->free(loader);
  return is_equal;
}

// How a JPEG is made small: how often it is shrunk while it is decoded, and the size that it is scaled to then.
typedef struct jpeg_plan {
  int shrink;
  int width;
  int height;
  int mode;
} jpeg_plan;

static int rounded(double length) { return length < 1 ? 1 : (int)rint(length); }

// For a picture of an exact size a factor of two or more is left to scaling, as in vips_thumbnail. For a thumbnail one and a
// half is enough: of photographs it is within 51 dB of one that is scaled from all pixels, so that they differ by less than
// what writing a JPEG loses. Its size is that which the whole picture has, because shrinking rounds sides down.
static jpeg_plan planned_jpeg(const cvips_library* vips, const cvips_operation* operation, VipsImage* image, int width,
                              int height) {
  const bool is_exact = operation->kind == cvips_resize;
  const double whole_width = vips->image_get_width(image), whole_height = vips->image_get_height(image);
  const double across = whole_width / width, down = whole_height / height;
  const double factor = is_exact ? fmin(across, down) : fmax(across, down), left = is_exact ? 2 : 1.5;
  const int shrink = factor >= 8 * left ? 8 : factor >= 4 * left ? 4 : factor >= 2 * left ? 2 : 1;
  if (is_exact || factor <= 1) return (jpeg_plan){shrink, width, height, scaling_mode(operation)};
  return (jpeg_plan){shrink, rounded(whole_width / factor), rounded(whole_height / factor), size_force};
}

// A JPEG whose header was read needs neither be found out about once more nor be opened twice, as vips_thumbnail does.
static VipsImage* scaled_jpeg(const cvips_library* vips, const transform_work* work, jpeg_plan plan) {
  VipsImage *source = NULL, *result = NULL;
  if (vips->jpegload(work->path, &source, "shrink", plan.shrink, "access", is_sequential, "fail_on", is_truncated,
                     NULL) != 0) {
    return NULL;
  }
  pthread_mutex_lock(&plans);
  const int status = vips->thumbnail_image(source, &result, plan.width, "height", plan.height, "size", plan.mode,
                                           "no_rotate", 1, NULL);
  vips->unref(source);
  pthread_mutex_unlock(&plans);
  return status == 0 ? result : NULL;
}

static VipsImage* scaled(const cvips_library* vips, const transform_work* work, VipsImage* image) {
  const cvips_operation* first = work->operations;
  const bool is_turned = vips->image_get_orientation_swap(image);
  const int width = (int)first->values[is_turned ? 1 : 0], height = (int)first->values[is_turned ? 0 : 1];
  if (is_jpeg(vips, image)) return scaled_jpeg(vips, work, planned_jpeg(vips, first, image, width, height));
  char name[4099];
  if (!cvips_name(work->path, name)) return NULL;
  VipsImage* result = NULL;
  pthread_mutex_lock(&plans);
  const int status = vips->thumbnail(name, &result, width, "height", height, "size", scaling_mode(first), "no_rotate", 1,
                                     "fail_on", is_truncated, NULL);
  pthread_mutex_unlock(&plans);
  return status == 0 ? result : NULL;
}

static bool is_scaled_when_opened(const transform_work* work) {
  return work->picture == NULL && work->count > 0 && is_scaling(work->operations);
}

// Opens a picture turned as it is shown, scaled already where the first operation scales: then less of it is decoded.
static VipsImage* opened(const cvips_library* vips, const transform_work* work, char* message, size_t capacity) {
  if (work->picture != NULL) return taken(vips, work->picture);
  VipsImage* image = cvips_open(vips, work->path, true);
  if (image == NULL) return NULL;
  if (!cvips_is_bearable(vips, image, message, capacity)) {
    vips->unref(image);
    return NULL;
  }
  VipsImage* result = NULL;
  if (is_scaled_when_opened(work)) {
    result = scaled(vips, work, image);
    if (result != NULL) result = upright(vips, result, message, capacity);
  } else if (vips->autorot(image, &result, NULL) != 0) {
    result = NULL;
  }
  vips->unref(image);
  return result;
}

static int cropped(const cvips_library* vips, const cvips_operation* crop, VipsImage* image, VipsImage** result,
                   char* message, size_t capacity) {
  const int left = (int)crop->values[0], top = (int)crop->values[1];
  const int width = (int)crop->values[2], height = (int)crop->values[3];
  const int64_t whole_width = vips->image_get_width(image), whole_height = vips->image_get_height(image);
  if (left < 0 || top < 0 || (int64_t)left + width > whole_width || (int64_t)top + height > whole_height) {
    snprintf(message, capacity, "the part of %d x %d at %d, %d is not within its %lld x %lld pixels", width, height, left,
             top, (long long)whole_width, (long long)whole_height);
    return -1;
  }
  return vips->extract_area(image, result, left, top, width, height, NULL);
}

// Turns against the clock; quarters are exact.
static int turned(const cvips_library* vips, double degrees, VipsImage* image, VipsImage** result) {
  const double clockwise = fmod(360 - fmod(degrees, 360), 360);
  const double quarters = clockwise / 90;
  if (quarters == floor(quarters)) return vips->rot(image, result, (int)quarters, NULL);
  return vips->rotate(image, result, clockwise, NULL);
}

static int grey(const cvips_library* vips, bool keeps_depth, VipsImage* image, VipsImage** result) {
  const bool is_deep = keeps_depth && vips->image_get_format(image) == 2;
  return vips->colourspace(image, result, is_deep ? space_grey16 : space_grey, NULL);
}

static int mounted(const cvips_library* vips, int width, int height, VipsImage* image, VipsImage** result) {
  VipsImage* coloured = NULL;
  if (vips->colourspace(image, &coloured, space_rgb, NULL) != 0) return -1;
  VipsImage* sheet = coloured;
  if (!vips->image_hasalpha(coloured)) {
    const bool is_done = vips->addalpha(coloured, &sheet, NULL) == 0;
    vips->unref(coloured);
    if (!is_done) return -1;
  }
  // What is around the picture is nought, its opacity too.
  const int status = vips->embed(sheet, result, 0, 0, width, height, NULL);
  vips->unref(sheet);
  return status;
}

// libvips chooses colours only for the files that it writes.
static int few_coloured(const cvips_library* vips, VipsImage* image, VipsImage** result) {
  void* bytes = NULL;
  size_t count = 0;
  if (vips->image_write_to_buffer(image, ".png[palette]", &bytes, &count, NULL) != 0) return -1;
  VipsImage* file = vips->image_new_from_buffer(bytes, count, "", NULL);
  *result = file == NULL ? NULL : vips->image_copy_memory(file);
  if (file != NULL) vips->unref(file);
  vips->free(bytes);
  return *result == NULL ? -1 : 0;
}

static int planned(const cvips_library* vips, const cvips_operation* operation, VipsImage* image, VipsImage** result) {
  const double* values = operation->values;
  pthread_mutex_lock(&plans);
  const int status = operation->kind == cvips_blur
                         ? vips->gaussblur(image, result, values[0], NULL)
                         : vips->thumbnail_image(image, result, (int)values[0], "height", (int)values[1], "size",
                                                 scaling_mode(operation), NULL);
  pthread_mutex_unlock(&plans);
  return status;
}

static int applied(const cvips_library* vips, const cvips_operation* operation, VipsImage* image, VipsImage** result,
                   char* message, size_t capacity) {
  const double* values = operation->values;
  switch (operation->kind) {
    case cvips_resize:
    case cvips_thumbnail:
    case cvips_blur: return planned(vips, operation, image, result);
    case cvips_crop: return cropped(vips, operation, image, result, message, capacity);
    case cvips_rotate: return turned(vips, values[0], image, result);
    case cvips_flip: return vips->flip(image, result, (int)values[0], NULL);
    case cvips_grayscale: return grey(vips, values[0] != 0, image, result);
    case cvips_mount: return mounted(vips, (int)values[0], (int)values[1], image, result);
    case cvips_few_colours: return few_coloured(vips, image, result);
  }
  snprintf(message, capacity, "there is no operation %d", (int)operation->kind);
  return -1;
}

static bool finished(const cvips_library* vips, const transform_work* work, VipsImage* image) {
  if (work->pixels != NULL) {
    work->pixels->bytes = vips->image_write_to_memory(image, &work->pixels->count);
    return work->pixels->bytes != NULL;
  }
  return vips->image_write_to_buffer(image, work->suffix, &work->bytes->bytes, &work->bytes->count, NULL) == 0;
}

static bool transform(const cvips_library* vips, void* state, char* message, size_t capacity) {
  const transform_work* work = state;
  VipsImage* image = opened(vips, work, message, capacity);
  const size_t first = is_scaled_when_opened(work) ? 1 : 0;
  for (size_t index = first; image != NULL && index < work->count; ++index) {
    VipsImage* next = NULL;
    const bool is_done = applied(vips, &work->operations[index], image, &next, message, capacity) == 0;
    release(vips, image);
    image = is_done ? next : NULL;
  }
  if (image == NULL) return false;
  cvips_patience patience;
  cvips_limit(&patience, vips, image);
  const bool is_bearable = cvips_is_bearable(vips, image, message, capacity);
  const bool is_done = is_bearable && finished(vips, work, image);
  cvips_tell_limit(&patience, message, capacity);
  release(vips, image);
  return is_done;
}

static bool decode(const cvips_library* vips, void* state, char* message, size_t capacity) {
  VipsImage* image = cvips_open(vips, state, true);
  if (image == NULL) return false;
  cvips_patience patience;
  cvips_limit(&patience, vips, image);
  double mean;
  const bool is_done = cvips_is_bearable(vips, image, message, capacity) && vips->avg(image, &mean, NULL) == 0;
  cvips_tell_limit(&patience, message, capacity);
  vips->unref(image);
  return is_done;
}

bool cvips_decode(const char* path, char* message, size_t capacity) {
  return cvips_attempt(decode, (void*)path, message, capacity);
}

bool cvips_transform(const char* path, const cvips_operation* operations, size_t count, const char* suffix,
                     cvips_bytes* bytes, char* message, size_t capacity) {
  transform_work work = {path, NULL, operations, count, suffix, bytes, NULL};
  return cvips_attempt(transform, &work, message, capacity);
}

bool cvips_transform_picture(const cvips_picture* picture, const cvips_operation* operations, size_t count,
                             const char* suffix, cvips_bytes* bytes, char* message, size_t capacity) {
  transform_work work = {NULL, picture, operations, count, suffix, bytes, NULL};
  return cvips_attempt(transform, &work, message, capacity);
}

bool cvips_pixels(const char* path, const cvips_operation* operations, size_t count, cvips_bytes* pixels, char* message,
                  size_t capacity) {
  transform_work work = {path, NULL, operations, count, NULL, NULL, pixels};
  return cvips_attempt(transform, &work, message, capacity);
}

bool cvips_picture_pixels(const cvips_picture* picture, const cvips_operation* operations, size_t count,
                          cvips_bytes* pixels, char* message, size_t capacity) {
  transform_work work = {NULL, picture, operations, count, NULL, NULL, pixels};
  return cvips_attempt(transform, &work, message, capacity);
}

void cvips_free(cvips_bytes bytes) {
  const cvips_library* vips = cvips_library_get();
  if (vips != NULL) vips->free(bytes.bytes);
}
