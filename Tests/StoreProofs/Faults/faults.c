// A layer between a process and the C library that makes one file operation below a folder go wrong.
//
//   LD_PRELOAD           this library
//   FAULT_ROOT           the folder; operations elsewhere pass
//   FAULT_REPORT         a file that gets a line for each counted operation: number, name, path
//   FAULT_AT             the number of the operation that goes wrong; none when absent
//   FAULT_KIND           before | after   the process is killed before or after it
//                        torn             half of a write is done, then the process is killed
//                        power            the process is killed before it, and what was not synced is lost
//                        ENOSPC | EIO     it fails with that error
//   FAULT_COUNT          how many operations from FAULT_AT on fail (ENOSPC, EIO); 1 when absent
//
// It sees calls through the dynamic linker only: not those that a program makes with syscall(2), nor those inside
// the C library itself.
#define _GNU_SOURCE
#include <dlfcn.h>
#include <errno.h>
#include <fcntl.h>
#include <limits.h>
#include <pthread.h>
#include <signal.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <sys/syscall.h>
#include <sys/uio.h>
#include <unistd.h>

#define REAL(name) ((__typeof__(&name))real(#name))

enum kind { NONE, BEFORE, AFTER, TORN, POWER, ERROR };

static const char* root;
static size_t root_length;
static int report = -1;
static long fault_at, fault_count = 1;
static enum kind fault_kind = NONE;
static int fault_error;
static atomic_long counter;
static pthread_mutex_t lock = PTHREAD_MUTEX_INITIALIZER;

static void* real(const char* name) {
  void* function = dlsym(RTLD_NEXT, name);
  if (!function) abort();
  return function;
}

__attribute__((constructor)) static void begin(void) {
  const char* at = getenv("FAULT_AT");
  const char* kind = getenv("FAULT_KIND");
  const char* path = getenv("FAULT_REPORT");
  const char* count = getenv("FAULT_COUNT");
  const char* folder = getenv("FAULT_ROOT");
  if (!folder) return;
  root_length = strlen(folder);
  if (at) fault_at = atol(at);
  if (count) fault_count = atol(count);
  if (kind && fault_at > 0) {
    const char* names[] = {"before", "after", "torn", "power", "ENOSPC", "EIO"};
    const enum kind kinds[] = {BEFORE, AFTER, TORN, POWER, ERROR, ERROR};
    for (int i = 0; i < 6; i++) {
      if (strcmp(kind, names[i]) == 0) fault_kind = kinds[i];
    }
    fault_error = strcmp(kind, "EIO") == 0 ? EIO : ENOSPC;
  }
  if (path) report = (int)syscall(SYS_openat, AT_FDCWD, path, O_WRONLY | O_CREAT | O_APPEND | O_CLOEXEC, 0666);
  root = folder;
}

// The absolute path of a name, in a buffer of PATH_MAX; descriptors of folders are looked up.
static const char* resolve(int folder, const char* path, char* buffer) {
  if (!path) return NULL;
  if (path[0] == '/') return path;
  char link[64];
  char base[PATH_MAX];
  if (folder == AT_FDCWD) {
    if (!getcwd(base, sizeof base)) return NULL;
  } else {
    snprintf(link, sizeof link, "/proc/self/fd/%d", folder);
    ssize_t length = readlink(link, base, sizeof base - 1);
    if (length < 0) return NULL;
    base[length] = 0;
  }
  if (snprintf(buffer, PATH_MAX, "%s/%s", base, path) >= PATH_MAX) return NULL;
  return buffer;
}

static const char* path_of(int descriptor, char* buffer) {
  char link[64];
  snprintf(link, sizeof link, "/proc/self/fd/%d", descriptor);
  ssize_t length = readlink(link, buffer, PATH_MAX - 1);
  if (length < 0) return NULL;
  buffer[length] = 0;
  return buffer;
}

static int is_watched(const char* path) {
  return root && path && strncmp(path, root, root_length) == 0 && (path[root_length] == '/' || path[root_length] == 0);
}

// What a loss of power would undo: bytes and names that no fsync has made durable.

struct dirty { dev_t device; ino_t inode; off_t synced; int descriptor; };
struct name { char* path; char* former; int is_folder; };

static struct dirty files[8192];
static int file_count;
static struct name names[8192];
static int name_count;

// To be called before the bytes change, so that the durable size is known.
static void note_write(int descriptor) {
  struct stat status;
  if (fault_kind != POWER || fstat(descriptor, &status) != 0) return;
  pthread_mutex_lock(&lock);
  int index = 0;
  while (index < file_count && (files[index].inode != status.st_ino || files[index].device != status.st_dev)) index++;
  if (index == file_count && file_count < 8192) {
    files[file_count++] =
        (struct dirty){status.st_dev, status.st_ino, status.st_size, fcntl(descriptor, F_DUPFD_CLOEXEC, 1000)};
  }
  pthread_mutex_unlock(&lock);
}

static void note_name(const char* path, const char* former, int is_folder) {
  if (fault_kind != POWER) return;
  pthread_mutex_lock(&lock);
  if (name_count < 8192) names[name_count++] = (struct name){strdup(path), former ? strdup(former) : NULL, is_folder};
  pthread_mutex_unlock(&lock);
}

static int is_child(const char* path, const char* folder) {
  size_t length = strlen(folder);
  return strncmp(path, folder, length) == 0 && path[length] == '/' && !strchr(path + length + 1, '/');
}

static void note_sync(int descriptor) {
  struct stat status;
  char buffer[PATH_MAX];
  if (fault_kind != POWER || fstat(descriptor, &status) != 0) return;
  const char* path = path_of(descriptor, buffer);
  pthread_mutex_lock(&lock);
  for (int i = 0; i < file_count; i++) {
    if (files[i].inode != status.st_ino || files[i].device != status.st_dev) continue;
    syscall(SYS_close, files[i].descriptor);
    files[i--] = files[--file_count];
  }
  for (int i = 0; path && S_ISDIR(status.st_mode) && i < name_count; i++) {
    if (names[i].path && is_child(names[i].path, path)) names[i].path = NULL;
  }
  pthread_mutex_unlock(&lock);
}

static void note_sync_of_all(void) {
  pthread_mutex_lock(&lock);
  while (fault_kind == POWER && file_count > 0) syscall(SYS_close, files[--file_count].descriptor);
  for (int i = 0; i < name_count; i++) names[i].path = NULL;
  pthread_mutex_unlock(&lock);
}

static void lose_power(void) {
  pthread_mutex_lock(&lock);
  for (int i = 0; i < file_count; i++) syscall(SYS_ftruncate, files[i].descriptor, files[i].synced);
  for (int i = name_count - 1; i >= 0; i--) {
    if (!names[i].path) continue;
    if (names[i].former) {
      syscall(SYS_renameat2, AT_FDCWD, names[i].path, AT_FDCWD, names[i].former, 1 /* no replace */);
    } else {
      syscall(SYS_unlinkat, AT_FDCWD, names[i].path, names[i].is_folder ? AT_REMOVEDIR : 0);
    }
  }
}

static void die(void) {
  kill(getpid(), SIGKILL);
  for (;;) pause();
}

// Counts an operation; returns the errno with which it is to fail, else 0. `is_last` is set when the process is to
// be killed after it.
static int count(const char* operation, const char* path, enum kind* kind) {
  long number = atomic_fetch_add(&counter, 1) + 1;
  *kind = NONE;
  if (report >= 0) {
    char line[PATH_MAX + 64];
    int length = snprintf(line, sizeof line, "%ld %s %s\n", number, operation, path);
    syscall(SYS_write, report, line, (size_t)length);
  }
  if (fault_kind == NONE || number < fault_at) return 0;
  if (fault_kind == ERROR) return number < fault_at + fault_count ? fault_error : 0;
  if (number > fault_at) return 0;
  if (fault_kind == POWER) lose_power();
  if (fault_kind == POWER || fault_kind == BEFORE) die();
  *kind = fault_kind;
  return 0;
}

// Runs an operation on a path and counts it when the path is below the root.
#define GUARD(name, watched, path, call)         \
  enum kind kind = NONE;                         \
  if (watched) {                                 \
    int error = count(name, path, &kind);        \
    if (error) {                                 \
      errno = error;                             \
      return -1;                                 \
    }                                            \
  }                                              \
  __typeof__(call) result = call;                \
  if (kind != NONE) die();

static int open_file(const char* symbol, int folder, const char* name, int flags, mode_t mode) {
  char buffer[PATH_MAX];
  const char* path = resolve(folder, name, buffer);
  int is_new = 0;
  if ((flags & O_CREAT) && is_watched(path)) {
    struct stat status;
    is_new = lstat(path, &status) != 0;
  }
  int truncates = (flags & O_TRUNC) && is_watched(path);
  int (*function)(int, const char*, int, ...) = real(symbol);
  GUARD("open", is_new || truncates, path, function(folder, name, flags, mode))
  if (result >= 0 && is_new) note_name(path, NULL, 0);
  return result;
}

#define MODE(flags, mode)              \
  mode_t mode = 0;                     \
  if ((flags) & (O_CREAT | O_TMPFILE)) { \
    va_list arguments;                 \
    va_start(arguments, flags);        \
    mode = va_arg(arguments, mode_t);  \
    va_end(arguments);                 \
  }

int open(const char* path, int flags, ...) {
  MODE(flags, mode)
  return open_file("openat", AT_FDCWD, path, flags, mode);
}

int open64(const char* path, int flags, ...) {
  MODE(flags, mode)
  return open_file("openat64", AT_FDCWD, path, flags, mode);
}

int openat(int folder, const char* path, int flags, ...) {
  MODE(flags, mode)
  return open_file("openat", folder, path, flags, mode);
}

int openat64(int folder, const char* path, int flags, ...) {
  MODE(flags, mode)
  return open_file("openat64", folder, path, flags, mode);
}

// Writes to a descriptor; `half` is what is done before a kill in the middle.
#define WRITE(name, half, call)                                       \
  char buffer[PATH_MAX];                                              \
  const char* path = root ? path_of(descriptor, buffer) : NULL;       \
  enum kind kind = NONE;                                              \
  if (is_watched(path)) {                                             \
    int error = count(name, path, &kind);                             \
    if (error) {                                                      \
      errno = error;                                                  \
      return -1;                                                      \
    }                                                                 \
    note_write(descriptor);                                           \
    if (kind == TORN) {                                               \
      half;                                                           \
      die();                                                          \
    }                                                                 \
  }                                                                   \
  ssize_t result = call;                                              \
  if (kind != NONE) die();                                            \
  return result;

ssize_t write(int descriptor, const void* bytes, size_t size) {
  WRITE("write", REAL(write)(descriptor, bytes, size / 2), REAL(write)(descriptor, bytes, size))
}

ssize_t pwrite(int descriptor, const void* bytes, size_t size, off_t offset) {
  WRITE("pwrite", REAL(pwrite)(descriptor, bytes, size / 2, offset), REAL(pwrite)(descriptor, bytes, size, offset))
}

ssize_t pwrite64(int descriptor, const void* bytes, size_t size, off64_t offset) {
  WRITE("pwrite", REAL(pwrite)(descriptor, bytes, size / 2, offset), REAL(pwrite)(descriptor, bytes, size, offset))
}

ssize_t writev(int descriptor, const struct iovec* parts, int part_count) {
  WRITE("writev", REAL(writev)(descriptor, parts, part_count / 2), REAL(writev)(descriptor, parts, part_count))
}

#define ON_DESCRIPTOR(name, call, then)                         \
  char buffer[PATH_MAX];                                        \
  const char* path = root ? path_of(descriptor, buffer) : NULL; \
  GUARD(name, is_watched(path), path, call)                     \
  if (result == 0 && is_watched(path)) then;                    \
  return result;

int fsync(int descriptor) { ON_DESCRIPTOR("fsync", REAL(fsync)(descriptor), note_sync(descriptor)) }

int fdatasync(int descriptor) { ON_DESCRIPTOR("fdatasync", REAL(fdatasync)(descriptor), note_sync(descriptor)) }

int syncfs(int descriptor) { ON_DESCRIPTOR("syncfs", REAL(syncfs)(descriptor), note_sync_of_all()) }

int ftruncate(int descriptor, off_t size) {
  ON_DESCRIPTOR("ftruncate", REAL(ftruncate)(descriptor, size), note_write(descriptor))
}

int ftruncate64(int descriptor, off64_t size) {
  ON_DESCRIPTOR("ftruncate", REAL(ftruncate)(descriptor, size), note_write(descriptor))
}

#define ON_PATH(name, folder, given, call, then)      \
  char buffer[PATH_MAX];                              \
  const char* path = resolve(folder, given, buffer);  \
  GUARD(name, is_watched(path), path, call)           \
  if (result == 0 && is_watched(path)) then;          \
  return result;

int link(const char* from, const char* to) {
  ON_PATH("link", AT_FDCWD, to, REAL(link)(from, to), note_name(path, NULL, 0))
}

int linkat(int from_folder, const char* from, int to_folder, const char* to, int flags) {
  ON_PATH("link", to_folder, to, REAL(linkat)(from_folder, from, to_folder, to, flags), note_name(path, NULL, 0))
}

static int rename_file(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  char source_buffer[PATH_MAX];
  const char* source = resolve(from_folder, from, source_buffer);
  int (*function)(int, const char*, int, const char*, unsigned) = real("renameat2");
  struct stat status;
  char target_buffer[PATH_MAX];
  const char* target = resolve(to_folder, to, target_buffer);
  int is_new = target && lstat(target, &status) != 0;
  ON_PATH("rename", to_folder, to, function(from_folder, from, to_folder, to, flags),
          if (is_new && source) note_name(path, source, 0))
}

int rename(const char* from, const char* to) { return rename_file(AT_FDCWD, from, AT_FDCWD, to, 0); }

int renameat(int from_folder, const char* from, int to_folder, const char* to) {
  return rename_file(from_folder, from, to_folder, to, 0);
}

int renameat2(int from_folder, const char* from, int to_folder, const char* to, unsigned flags) {
  return rename_file(from_folder, from, to_folder, to, flags);
}

int unlink(const char* name) { ON_PATH("unlink", AT_FDCWD, name, REAL(unlink)(name), (void)0) }

int unlinkat(int folder, const char* name, int flags) {
  ON_PATH("unlink", folder, name, REAL(unlinkat)(folder, name, flags), (void)0)
}

int rmdir(const char* name) { ON_PATH("rmdir", AT_FDCWD, name, REAL(rmdir)(name), (void)0) }

int mkdir(const char* name, mode_t mode) {
  ON_PATH("mkdir", AT_FDCWD, name, REAL(mkdir)(name, mode), note_name(path, NULL, 1))
}

int mkdirat(int folder, const char* name, mode_t mode) {
  ON_PATH("mkdir", folder, name, REAL(mkdirat)(folder, name, mode), note_name(path, NULL, 1))
}
