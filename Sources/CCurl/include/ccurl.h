// Requests over HTTP by libcurl (https://curl.se/libcurl), whose functions with arguments of any number Swift cannot
// call.
#ifndef CCURL_H
#define CCURL_H

#include <stdbool.h>
#include <stddef.h>

// What sends one request at a time.
typedef struct ccurl_transfer ccurl_transfer;

// What is sent; everything stays the caller's.
typedef struct ccurl_request {
  const char* address;
  const char* method;
  // Each `name: value`, or `name;` where the value is empty.
  const char* const* fields;
  size_t field_count;
  // Null for a request without body.
  const void* body;
  size_t body_size;
  // How long to wait while nothing moves, in seconds.
  double patience;
  bool follows_redirects;
} ccurl_request;

// Who gets the answer, while it comes.
typedef struct ccurl_receiver {
  void* context;
  // Takes the next line of a head, with its end. Redirects that are followed have heads, too.
  void (*line)(void* context, const char* bytes, size_t size);
  // Takes the next bytes of the body; false ends the transfer.
  bool (*body)(void* context, const void* bytes, size_t size);
} ccurl_receiver;

// What became of a request.
typedef enum ccurl_outcome {
  CCURL_ANSWERED,
  CCURL_CANCELLED,
  // The receiver wanted no more.
  CCURL_STOPPED,
  CCURL_TIMED_OUT,
  CCURL_NO_HOST,
  CCURL_NO_CONNECTION,
  CCURL_CONNECTION_LOST,
  CCURL_NOT_SECURE,
  CCURL_UNTRUSTED,
  CCURL_BAD_ADDRESS,
  CCURL_BAD_ANSWER,
  CCURL_ENDLESS_REDIRECTS,
  CCURL_FAILED,
} ccurl_outcome;

// Null where memory is out.
ccurl_transfer* ccurl_transfer_new(void);

// Sends a request, and returns when the answer has come; blocks the thread. Proxies are those of the environment
// (`https_proxy`, `no_proxy` ...), the authorities of certificates those of the system, or in the file SSL_CERT_FILE.
ccurl_outcome ccurl_transfer_run(ccurl_transfer* transfer, const ccurl_request* request, ccurl_receiver receiver);

// Ends what runs, and what is run later, at once; from any thread.
void ccurl_transfer_cancel(ccurl_transfer* transfer);

// Gives everything back; nothing may run.
void ccurl_transfer_free(ccurl_transfer* transfer);

#endif
