#ifndef CFFMPEG_CLIP_H
#define CFFMPEG_CLIP_H

#include "Library.h"

struct cffmpeg_clip {
  const cffmpeg_library* ffmpeg;
  AVFormatContext* format;
  AVIOContext* input;
  int file;
  // Where in the file FFmpeg reads next, and where it ends.
  int64_t position;
  int64_t size;
  // When patience is over, by the clock that only goes forward.
  int64_t deadline;
  char path[4097];
};

// More is taken for a decompression bomb: it is twice what the largest televisions show.
static const int64_t cffmpeg_most_pixels = 67108864;

// A second opening of a clip, with the same deadline.
cffmpeg_clip* cffmpeg_reopen(const cffmpeg_clip* clip, char* message, size_t capacity);

// Gives work on a clip so many seconds from now.
void cffmpeg_set_patience(cffmpeg_clip* clip, int64_t seconds);

bool cffmpeg_is_late(const cffmpeg_clip* clip);

// The stream that is shown or heard: the one that the file calls its default, else the first; -1 for none.
int cffmpeg_main_stream(const cffmpeg_clip* clip, enum AVMediaType type);

// Only packets of one stream are read from now on.
void cffmpeg_choose(cffmpeg_clip* clip, int stream);

// Whether a file ends before a stream does, of which the last packet or frame made way at a time of the stream's clock.
bool cffmpeg_is_cut(const cffmpeg_clip* clip, int stream, int64_t until, bool is_last_whole);

// When the clip starts and ends, in seconds of its own clock; the end is not a number where it is not known.
double cffmpeg_start(const cffmpeg_clip* clip);
double cffmpeg_end(const cffmpeg_clip* clip);

// A decoder for a stream; null with a message when there is none.
AVCodecContext* cffmpeg_decoder(const cffmpeg_clip* clip, int stream, char* message, size_t capacity);

// Says what an error of FFmpeg's is; always false.
bool cffmpeg_fail(const cffmpeg_library* ffmpeg, int error, char* message, size_t capacity);

// How a stream's pictures are to be turned: mirrored from left to right, then by quarters with the clock.
void cffmpeg_orientation(const AVStream* stream, bool* is_mirrored, int32_t* quarter_turns);

// The nine numbers that say how a stream's pictures are turned; null for those that are not.
const int32_t* cffmpeg_display_matrix(const AVStream* stream);

#endif
