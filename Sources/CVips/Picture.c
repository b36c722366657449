#include <stdio.h>
#include <string.h>

#include "Library.h"

// The first line of what libvips says.
static void describe(const cvips_library* vips, char* message, size_t capacity) {
  snprintf(message, capacity, "%s", vips->error_buffer());
  message[strcspn(message, "\n")] = '\0';
  vips->error_clear();
}

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

bool cvips_picture_size(const char* path, cvips_size* size, char* message, size_t capacity) {
  if (!cvips_is_present(message, capacity)) return false;
  const cvips_library* vips = cvips_library_get();
  // What follows brackets at the end of a name is options to libvips; an empty list of options keeps the name as it is.
  char name[4096 + 3];
  if ((size_t)snprintf(name, sizeof name, "%s[]", path) >= sizeof name) {
    snprintf(message, capacity, "the path is too long");
    return false;
  }
  VipsImage* image = vips->image_new_from_file(name, NULL);
  if (image == NULL) {
    describe(vips, message, capacity);
    return false;
  }
  const bool is_turned = vips->image_get_orientation_swap(image);
  const int width = vips->image_get_width(image), height = vips->image_get_height(image);
  *size = (cvips_size){.width = is_turned ? height : width, .height = is_turned ? width : height};
  vips->unref(image);
  vips->error_clear();
  return true;
}
