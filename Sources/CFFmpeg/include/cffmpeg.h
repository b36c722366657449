// Video and audio by FFmpeg's libraries (https://ffmpeg.org), which are loaded when the first clip is looked at: they bring
// a hundred libraries along, which would double the time that every command takes to start.
#ifndef CFFMPEG_H
#define CFFMPEG_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// A file of video or audio that is open.
typedef struct cffmpeg_clip cffmpeg_clip;

// What the start of a clip's file tells. Texts live as long as the clip.
typedef struct cffmpeg_summary {
  // The names of the container, with commas between them.
  const char* container;
  // In seconds; not a number where it is not known.
  double duration;
  double start;
  // Per second; 0 where it is not known.
  int64_t bit_rate;
  size_t stream_count;
  // The stream that is shown and the one that is heard; -1 for none.
  int32_t video;
  int32_t audio;
} cffmpeg_summary;

// What the start of a clip's file tells about a stream. Texts may be null, numbers 0 where they are not known.
typedef struct cffmpeg_stream {
  const char* kind;
  const char* codec;
  const char* profile;
  // In seconds; not a number where it is not known.
  double duration;
  double start;
  int64_t bit_rate;
  // The size as it is shown, in pixels.
  int32_t width;
  int32_t height;
  // How often it is turned by a quarter, with the clock, to be shown, after it is mirrored from left to right.
  int32_t quarter_turns;
  bool is_mirrored;
  const char* pixel_format;
  double pixel_aspect;
  // Frames per second, on the average.
  double frame_rate;
  // The frames that are shown; -1 where the container does not keep it.
  int64_t frame_count;
  int32_t sample_rate;
  int32_t channels;
  char channel_layout[64];
  int32_t bits_per_sample;
  bool is_default;
  // A cover or a thumbnail.
  bool is_attached_picture;
} cffmpeg_stream;

// A picture of 8 bits for each of its bands: red, green, blue and perhaps opacity; to be released with cffmpeg_free.
typedef struct cffmpeg_picture {
  uint8_t* pixels;
  int32_t width;
  int32_t height;
  int32_t bands;
  // How it is to be turned, as in cffmpeg_stream.
  int32_t quarter_turns;
  bool is_mirrored;
} cffmpeg_picture;

// Takes a tag and its value.
typedef void (*cffmpeg_take_tag)(const char* name, const char* text, void* context);

// Whether the libraries can be loaded; the message says why they cannot.
bool cffmpeg_is_present(char* message, size_t capacity);

// The version of FFmpeg, such as 5.1.9; false when it cannot be loaded.
bool cffmpeg_version(char* version, size_t capacity);

// Opens a file of video or audio; null with a message when it is none. Nothing else is read than this file.
cffmpeg_clip* cffmpeg_open(const char* path, char* message, size_t capacity);

void cffmpeg_close(cffmpeg_clip* clip);

cffmpeg_summary cffmpeg_summarize(const cffmpeg_clip* clip);

cffmpeg_stream cffmpeg_describe(const cffmpeg_clip* clip, size_t stream);

// The tags of a stream, or of the container for -1.
void cffmpeg_read_tags(const cffmpeg_clip* clip, int32_t stream, cffmpeg_take_tag take, void* context);

// The frame that is shown at a time in seconds, counted from the clip's start.
bool cffmpeg_frame_at(cffmpeg_clip* clip, double seconds, cffmpeg_picture* picture, char* message, size_t capacity);

void cffmpeg_free(cffmpeg_picture picture);

// Decodes all that is shown and heard; false with a message when a part of it is damaged.
bool cffmpeg_check(cffmpeg_clip* clip, char* message, size_t capacity);

// Writes a file of the sound that is heard, as it is where a container for it is known, else without loss; gives what the
// file's name is to end with.
bool cffmpeg_write_sound(cffmpeg_clip* clip, const char* path, const char** ending, char* message, size_t capacity);

// Writes a file of the part of a sound between two times, to the sample and without loss.
bool cffmpeg_write_sound_part(cffmpeg_clip* clip, double start, double end, const char* path, const char** ending,
                              char* message, size_t capacity);

// Writes a file of the part of a video between two times, to the frame, with its sound.
bool cffmpeg_write_video_part(cffmpeg_clip* clip, double start, double end, const char* path, const char** ending,
                              char* message, size_t capacity);

#endif
