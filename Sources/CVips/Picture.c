#include <stdio.h>

#include "Attempt.h"

bool cvips_is_present(char* message, size_t capacity) {
  if (cvips_library_get() != NULL) return true;
  snprintf(message, capacity, "%s", cvips_library_failure());
  return false;
}

bool cvips_version(char* version, size_t capacity) {
  const cvips_library* vips = cvips_library_get();
  if (vips == NULL) return false;
  snprintf(version, capacity, "%d.%d.%d", vips->version(0), vips->version(1), vips->version(2));
  return true;
}

typedef struct header_work {
  const char* path;
  cvips_header* header;
} header_work;

static bool read_header(const cvips_library* vips, void* state, char* message, size_t capacity) {
  (void)message;
  (void)capacity;
  const header_work* work = state;
  VipsImage* image = cvips_open(vips, work->path, false);
  if (image == NULL) return false;
  const bool is_turned = vips->image_get_orientation_swap(image);
  const int width = vips->image_get_width(image), height = vips->image_get_height(image);
  *work->header = (cvips_header){.width = is_turned ? height : width,
                                 .height = is_turned ? width : height,
                                 .bands = vips->image_get_bands(image),
                                 .format = vips->image_get_format(image),
                                 .space = vips->image_guess_interpretation(image),
                                 .has_alpha = vips->image_hasalpha(image)};
  vips->unref(image);
  return true;
}

bool cvips_read_header(const char* path, cvips_header* header, char* message, size_t capacity) {
  header_work work = {path, header};
  return cvips_attempt(read_header, &work, message, capacity);
}

typedef struct fields_work {
  const char* path;
  cvips_take_field take;
  void* context;
} fields_work;

static bool read_fields(const cvips_library* vips, void* state, char* message, size_t capacity) {
  (void)message;
  (void)capacity;
  const fields_work* work = state;
  VipsImage* image = cvips_open(vips, work->path, false);
  if (image == NULL) return false;
  char** names = vips->image_get_fields(image);
  for (char** name = names; name != NULL && *name != NULL; ++name) {
    char* text = NULL;
    if (vips->image_get_as_string(image, *name, &text) != 0) continue;
    work->take(*name, text, work->context);
    vips->free(text);
  }
  vips->free_texts(names);
  vips->unref(image);
  return true;
}

bool cvips_read_fields(const char* path, cvips_take_field take, void* context, char* message, size_t capacity) {
  fields_work work = {path, take, context};
  return cvips_attempt(read_fields, &work, message, capacity);
}
