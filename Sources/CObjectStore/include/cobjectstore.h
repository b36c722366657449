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

// Where objects are, and by whose keys; its connection is kept for the next call.
typedef struct cobjects_store {
  // Such as s3://bucket?region=eu-west-1.
  const char* address;
  // NULL for the keys that the environment, ~/.aws or the machine's role give.
  const char* key;
  const char* secret;
  // NULL for keys that have none.
  const char* token;
} cobjects_store;

// Opens an object.
//
// path: the bucket and the key, as bucket/key.
// Returns NULL with a failure.
cobjects_object* cobjects_open(const cobjects_store* store, const char* path, cobjects_failure* failure);

// The object's size in bytes.
int64_t cobjects_size(const cobjects_object* object);

// What changes whenever the contents do; empty when the store does not say. It is there as long as the object.
const char* cobjects_tag(const cobjects_object* object);

// Reads from a place on. Returns the number of bytes, which are fewer only at the end, or -1 with a failure.
int64_t cobjects_read(cobjects_object* object, int64_t offset, void* bytes, int64_t count, cobjects_failure* failure);

void cobjects_close(cobjects_object* object);

// Makes an object of a file, unless there is one of its size already.
//
// type: what the store says it is, such as image/png.
// Returns false with a failure; then there is no object, or the one that was there.
bool cobjects_put(const cobjects_store* store, const char* path, const char* file, const char* type,
                  cobjects_failure* failure);

// Removes all objects whose keys begin with a path and a slash; it is fine when there are none.
//
// Returns false with a failure.
bool cobjects_remove_all(const cobjects_store* store, const char* path, cobjects_failure* failure);

#ifdef __cplusplus
}
#endif

#endif
