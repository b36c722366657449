#define _GNU_SOURCE
#include "include/csystem.h"

#include <errno.h>
#include <fcntl.h>
#include <stdio.h>
#include <unistd.h>

#ifdef __APPLE__

int csystem_rename_exclusive(const char* from, const char* to) { return renamex_np(from, to, RENAME_EXCL); }

int csystem_exchange(const char* first, const char* second) { return renamex_np(first, second, RENAME_SWAP); }

int csystem_sync_file_system(int descriptor) {
  (void)descriptor;
  errno = ENOSYS;
  return -1;
}

#else

int csystem_rename_exclusive(const char* from, const char* to) {
  return renameat2(AT_FDCWD, from, AT_FDCWD, to, RENAME_NOREPLACE);
}

int csystem_exchange(const char* first, const char* second) {
  return renameat2(AT_FDCWD, first, AT_FDCWD, second, RENAME_EXCHANGE);
}

int csystem_sync_file_system(int descriptor) { return syncfs(descriptor); }

#endif
