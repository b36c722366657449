#ifndef CSYSTEM_H
#define CSYSTEM_H

// System calls that Swift's C library modules leave out.

// Renames a file or folder; fails with EEXIST when the new name is taken. Returns 0, or -1 with errno.
int csystem_rename_exclusive(const char* from, const char* to);

// Lets two files or folders change names at once. Returns 0, or -1 with errno.
int csystem_exchange(const char* first, const char* second);

// Waits until all of the file system that an open file is on is on the disk. Returns 0, or -1 with errno; ENOSYS where
// the system has no such call.
int csystem_sync_file_system(int descriptor);

#endif
