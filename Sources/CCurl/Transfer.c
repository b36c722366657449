#include <curl/curl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdlib.h>
#include <string.h>
#include <strings.h>
#include <time.h>

#include "ccurl.h"

struct ccurl_transfer {
  CURLM* multi;
  CURL* easy;
  struct curl_slist* fields;
  atomic_bool is_cancelled;
  ccurl_receiver receiver;
};

static void set_up(void) { curl_global_init(CURL_GLOBAL_DEFAULT); }

static double now(void) {
  struct timespec time;
  clock_gettime(CLOCK_MONOTONIC, &time);
  return (double)time.tv_sec + (double)time.tv_nsec / 1e9;
}

static size_t take_line(char* bytes, size_t size, size_t count, void* context) {
  const ccurl_receiver* receiver = context;
  receiver->line(receiver->context, bytes, size * count);
  return size * count;
}

static size_t take_body(char* bytes, size_t size, size_t count, void* context) {
  const ccurl_receiver* receiver = context;
  return receiver->body(receiver->context, bytes, size * count) ? size * count : 0;
}

// How much has moved in either direction.
static curl_off_t moved(CURL* easy) {
  curl_off_t sent = 0, received = 0;
  long head = 0;
  curl_easy_getinfo(easy, CURLINFO_SIZE_UPLOAD_T, &sent);
  curl_easy_getinfo(easy, CURLINFO_SIZE_DOWNLOAD_T, &received);
  curl_easy_getinfo(easy, CURLINFO_HEADER_SIZE, &head);
  return sent + received + head;
}

static ccurl_outcome outcome(CURLcode code) {
  switch (code) {
    case CURLE_OK: return CCURL_ANSWERED;
    case CURLE_WRITE_ERROR: return CCURL_STOPPED;
    case CURLE_OPERATION_TIMEDOUT: return CCURL_TIMED_OUT;
    case CURLE_COULDNT_RESOLVE_HOST:
    case CURLE_COULDNT_RESOLVE_PROXY: return CCURL_NO_HOST;
    case CURLE_COULDNT_CONNECT: return CCURL_NO_CONNECTION;
    case CURLE_GOT_NOTHING:
    case CURLE_PARTIAL_FILE:
    case CURLE_SEND_ERROR:
    case CURLE_RECV_ERROR:
    case CURLE_HTTP2:
    case CURLE_HTTP2_STREAM: return CCURL_CONNECTION_LOST;
    case CURLE_SSL_CONNECT_ERROR:
    case CURLE_SSL_CACERT_BADFILE: return CCURL_NOT_SECURE;
    case CURLE_PEER_FAILED_VERIFICATION: return CCURL_UNTRUSTED;
    case CURLE_URL_MALFORMAT: return CCURL_BAD_ADDRESS;
    // What is not HTTP at all counts as its version 0.9, which is not spoken any more.
    case CURLE_UNSUPPORTED_PROTOCOL:
    case CURLE_BAD_CONTENT_ENCODING:
    case CURLE_WEIRD_SERVER_REPLY: return CCURL_BAD_ANSWER;
    case CURLE_TOO_MANY_REDIRECTS: return CCURL_ENDLESS_REDIRECTS;
    default: return CCURL_FAILED;
  }
}

static void set_method(CURL* easy, const ccurl_request* request) {
  curl_easy_setopt(easy, CURLOPT_CUSTOMREQUEST, request->method);
  if (request->body == NULL) {
    curl_easy_setopt(easy, CURLOPT_NOBODY, (long)(strcmp(request->method, "HEAD") == 0));
    return;
  }
  curl_easy_setopt(easy, CURLOPT_POSTFIELDSIZE_LARGE, (curl_off_t)request->body_size);
  curl_easy_setopt(easy, CURLOPT_POSTFIELDS, request->body);
}

static bool set_fields(ccurl_transfer* transfer, const ccurl_request* request) {
  // Otherwise the library asks for a reply before long bodies, and names a type for them.
  bool is_added = (transfer->fields = curl_slist_append(NULL, "Expect:")) != NULL;
  bool has_type = false;
  for (size_t index = 0; is_added && index < request->field_count; ++index) {
    const char* field = request->fields[index];
    has_type = has_type || strncasecmp(field, "content-type", strlen("content-type")) == 0;
    is_added = curl_slist_append(transfer->fields, field) != NULL;
  }
  if (is_added && !has_type) is_added = curl_slist_append(transfer->fields, "Content-Type:") != NULL;
  curl_easy_setopt(transfer->easy, CURLOPT_HTTPHEADER, transfer->fields);
  return is_added;
}

static void set_way(CURL* easy, bool follows_redirects) {
#if LIBCURL_VERSION_NUM >= 0x075500
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS_STR, "http,https");
  curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS_STR, "http,https");
#else
  curl_easy_setopt(easy, CURLOPT_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
  curl_easy_setopt(easy, CURLOPT_REDIR_PROTOCOLS, (long)(CURLPROTO_HTTP | CURLPROTO_HTTPS));
#endif
  curl_easy_setopt(easy, CURLOPT_FOLLOWLOCATION, (long)follows_redirects);
  curl_easy_setopt(easy, CURLOPT_MAXREDIRS, 10L);
  curl_easy_setopt(easy, CURLOPT_SUPPRESS_CONNECT_HEADERS, 1L);
  curl_easy_setopt(easy, CURLOPT_NOSIGNAL, 1L);
  const char* authorities = getenv("SSL_CERT_FILE");
  if (authorities != NULL && *authorities != 0) curl_easy_setopt(easy, CURLOPT_CAINFO, authorities);
}

static bool prepare(ccurl_transfer* transfer, const ccurl_request* request) {
  CURL* easy = transfer->easy;
  curl_easy_setopt(easy, CURLOPT_URL, request->address);
  curl_easy_setopt(easy, CURLOPT_ACCEPT_ENCODING, "");
  curl_easy_setopt(easy, CURLOPT_BUFFERSIZE, 128L << 10);
  // Servers hang up on connections of which they said that they would keep them; redirects would meet those.
  curl_easy_setopt(easy, CURLOPT_FORBID_REUSE, 1L);
  // How long nothing may move is counted below, also before there is a connection.
  curl_easy_setopt(easy, CURLOPT_CONNECTTIMEOUT_MS, (long)INT_MAX);
  curl_easy_setopt(easy, CURLOPT_HEADERFUNCTION, take_line);
  curl_easy_setopt(easy, CURLOPT_HEADERDATA, &transfer->receiver);
  curl_easy_setopt(easy, CURLOPT_WRITEFUNCTION, take_body);
  curl_easy_setopt(easy, CURLOPT_WRITEDATA, &transfer->receiver);
  set_way(easy, request->follows_redirects);
  set_method(easy, request);
  return set_fields(transfer, request);
}

static ccurl_outcome drive(ccurl_transfer* transfer, double patience) {
  double moment = now();
  curl_off_t amount = 0;
  for (;;) {
    int running = 0;
    if (atomic_load(&transfer->is_cancelled)) return CCURL_CANCELLED;
    if (curl_multi_perform(transfer->multi, &running) != CURLM_OK) return CCURL_FAILED;
    if (running == 0) {
      int left = 0;
      const CURLMsg* message = curl_multi_info_read(transfer->multi, &left);
      return message == NULL ? CCURL_FAILED : outcome(message->data.result);
    }
    const curl_off_t amount_now = moved(transfer->easy);
    if (amount_now != amount) {
      amount = amount_now;
      moment = now();
    }
    const double left = moment + patience - now();
    if (left <= 0) return CCURL_TIMED_OUT;
    const double milliseconds = left * 1000 + 1;
    curl_multi_poll(transfer->multi, NULL, 0, milliseconds < INT_MAX ? (int)milliseconds : INT_MAX, NULL);
  }
}

static ccurl_outcome perform(ccurl_transfer* transfer, const ccurl_request* request) {
  ccurl_outcome result = CCURL_FAILED;
  if (prepare(transfer, request) && curl_multi_add_handle(transfer->multi, transfer->easy) == CURLM_OK) {
    result = drive(transfer, request->patience);
    curl_multi_remove_handle(transfer->multi, transfer->easy);
  }
  curl_easy_reset(transfer->easy);
  curl_slist_free_all(transfer->fields);
  transfer->fields = NULL;
  return result;
}

ccurl_transfer* ccurl_transfer_new(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, set_up);
  ccurl_transfer* transfer = calloc(1, sizeof *transfer);
  if (transfer == NULL) return NULL;
  transfer->multi = curl_multi_init();
  transfer->easy = curl_easy_init();
  if (transfer->multi != NULL && transfer->easy != NULL) return transfer;
  ccurl_transfer_free(transfer);
  return NULL;
}

ccurl_outcome ccurl_transfer_run(ccurl_transfer* transfer, const ccurl_request* request, ccurl_receiver receiver) {
  // A server that hangs up on an encrypted connection sends a signal, which would end the process.
  sigset_t signal, before, pending;
  sigemptyset(&signal);
  sigaddset(&signal, SIGPIPE);
  pthread_sigmask(SIG_BLOCK, &signal, &before);
  transfer->receiver = receiver;
  const ccurl_outcome result = perform(transfer, request);
  int number = 0;
  if (!sigismember(&before, SIGPIPE) && sigpending(&pending) == 0 && sigismember(&pending, SIGPIPE)) {
    sigwait(&signal, &number);
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return result;
}

void ccurl_transfer_cancel(ccurl_transfer* transfer) {
  atomic_store(&transfer->is_cancelled, true);
  curl_multi_wakeup(transfer->multi);
}

void ccurl_transfer_free(ccurl_transfer* transfer) {
  if (transfer->easy != NULL) curl_easy_cleanup(transfer->easy);
  if (transfer->multi != NULL) curl_multi_cleanup(transfer->multi);
  free(transfer);
}
