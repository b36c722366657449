#include "Attempt.h"

#include <pthread.h>
#include <stdio.h>
#include <string.h>
#include <time.h>

static pthread_rwlock_t errors = PTHREAD_RWLOCK_INITIALIZER;

// More is taken for a decompression bomb; Pillow's limit is about half of it.
static const int64_t most_pixels = 400000000;

// Far more than the largest of them needs.
static _Atomic int64_t most_seconds = 300;

void cvips_set_patience(int64_t seconds) { most_seconds = seconds; }

// The first line of what libvips says.
static void describe(const cvips_library* vips, char* message, size_t capacity) {
  if (message[0] == '\0') snprintf(message, capacity, "%s", vips->error_buffer());
  message[strcspn(message, "\n")] = '\0';
}

bool cvips_attempt(cvips_work work, void* state, char* message, size_t capacity) {
  if (!cvips_is_present(message, capacity)) return false;
  const cvips_library* vips = cvips_library_get();
  message[0] = '\0';
  pthread_rwlock_rdlock(&errors);
  bool is_done = work(vips, state, message, capacity);
  pthread_rwlock_unlock(&errors);
  // What is said here is of this work alone.
  if (is_done || message[0] != '\0') return is_done;
  pthread_rwlock_wrlock(&errors);
  vips->error_clear();
  is_done = work(vips, state, message, capacity);
  if (!is_done) describe(vips, message, capacity);
  vips->error_clear();
  pthread_rwlock_unlock(&errors);
  return is_done;
}

bool cvips_name(const char* path, char name[4099]) {
  return (size_t)snprintf(name, 4099, "%s[]", path) < 4099;
}

VipsImage* cvips_open(const cvips_library* vips, const char* path, bool fails_when_truncated) {
  char name[4099];
  if (!cvips_name(path, name)) return NULL;
  return vips->image_new_from_file(name, "fail_on", fails_when_truncated ? 1 : 0, NULL);
}

bool cvips_is_bearable(const cvips_library* vips, const VipsImage* image, char* message, size_t capacity) {
  const int width = vips->image_get_width(image), height = vips->image_get_height(image);
  if ((int64_t)width * height <= most_pixels) return true;
  snprintf(message, capacity, "its %d x %d pixels are more than the %lld million that are read", width, height,
           (long long)(most_pixels / 1000000));
  return false;
}

static int64_t now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return time.tv_sec;
}

static void look_at_clock(VipsImage* image, void* progress, void* data) {
  (void)progress;
  cvips_patience* patience = data;
  if (patience->is_over || now() < patience->deadline) return;
  patience->is_over = true;
  patience->vips->image_set_kill(image, 1);
}

void cvips_limit(cvips_patience* patience, const cvips_library* vips, VipsImage* image) {
  *patience = (cvips_patience){vips, now() + most_seconds, false};
  vips->image_set_progress(image, 1);
  vips->connect(image, "eval", (void (*)(void))look_at_clock, patience, NULL, 0);
}

void cvips_tell_limit(const cvips_patience* patience, char* message, size_t capacity) {
  if (patience->is_over) {
    const long long seconds = most_seconds;
    snprintf(message, capacity, "work on it was not done after %lld seconds", seconds);
  }
}
