#ifndef CVIPS_ATTEMPT_H
#define CVIPS_ATTEMPT_H

#include "Library.h"

// Work on a picture; false when it failed, with a message of its own or, where that is left empty, what libvips says.
typedef bool (*cvips_work)(const cvips_library* vips, void* state, char* message, size_t capacity);

// Runs work beside that of other threads; what is wrong with it libvips tells all threads in one place, so that work that
// failed is run once more by itself to find out.
bool cvips_attempt(cvips_work work, void* state, char* message, size_t capacity);

// Opens a picture by its header. What follows brackets at the end of a name is options to libvips; an empty list of options
// keeps the name as it is.
VipsImage* cvips_open(const cvips_library* vips, const char* path, bool fails_when_truncated);

// A path as libvips takes names; false when it is too long.
bool cvips_name(const char* path, char name[4099]);

// Refuses pictures with more pixels than memory and patience allow for.
bool cvips_is_bearable(const cvips_library* vips, const VipsImage* image, char* message, size_t capacity);

// The longest that work on one picture takes, which is ended then.
typedef struct cvips_patience {
  const cvips_library* vips;
  int64_t deadline;
  bool is_over;
} cvips_patience;

// Has the work end that computes an image; the patience has to be there until then.
void cvips_limit(cvips_patience* patience, const cvips_library* vips, VipsImage* image);

// Says so when patience was over.
void cvips_tell_limit(const cvips_patience* patience, char* message, size_t capacity);

#endif
