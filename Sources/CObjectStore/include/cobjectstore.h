// Objects of S3 by Arrow's file systems (https://arrow.apache.org/docs/cpp/api/filesystem.html), whose library for S3 is
// loaded when the first object is looked at.
#ifndef COBJECTSTORE_H
#define COBJECTSTORE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// An object that is open for reading.
typedef struct cobjects_object cobjects_object;

// Why something failed.
typedef enum cobjects_reason {
  cobjects_missing,
  cobjects_forbidden,
  // There is no library for such addresses.
  cobjects_unsupported,
  cobjects_other,
} cobjects_reason;

typedef struct cobjects_failure {
  cobjects_reason reason;
  char message[1024];
} cobjects_failure;

// Opens an object.
//
// store: the address of the store, such as s3://bucket?region=eu-west-1; its connection is kept for the next object.
// path: the bucket and the key, as bucket/key.
// Returns NULL with a failure.
cobjects_object* cobjects_open(const char* store, const char* path, cobjects_failure* failure);

// The object's size in bytes.
int64_t cobjects_size(const cobjects_object* object);

// What changes whenever the contents do; empty when the store does not say. It is there as long as the object.
const char* cobjects_tag(const cobjects_object* object);

// Reads from a place on. Returns the number of bytes, which are fewer only at the end, or -1 with a failure.
int64_t cobjects_read(cobjects_object* object, int64_t offset, void* bytes, int64_t count, cobjects_failure* failure);

void cobjects_close(cobjects_object* object);

#ifdef __cplusplus
}
#endif

#endif
