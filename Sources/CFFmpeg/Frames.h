#ifndef CFFMPEG_FRAMES_H
#define CFFMPEG_FRAMES_H

#include "Clip.h"

// Reads a stream's frames one after the other.
typedef struct cffmpeg_frames {
  cffmpeg_clip* clip;
  AVStream* stream;
  AVCodecContext* decoder;
  AVPacket* packet;
  // The frame that was read last; its time is in best_effort_timestamp, by the stream's clock.
  AVFrame* frame;
  // Whether the file's end was reached, and whether it ended with damage.
  bool has_ended;
  bool is_damaged;
  bool is_last_whole;
  // How many packets could not be decoded, and were left out.
  int64_t failures;
  // Packets from before this time of the stream's clock are not decoded.
  int64_t skipped_before;
  // When the next frame is due where it does not say.
  int64_t due;
} cffmpeg_frames;

// Makes ready to read a stream from where the clip is; to be ended with cffmpeg_frames_end, also when it failed.
bool cffmpeg_frames_begin(cffmpeg_frames* frames, cffmpeg_clip* clip, int stream, char* message, size_t capacity);

void cffmpeg_frames_end(cffmpeg_frames* frames);

// Reads the next frame; false at the end, and with a message when it failed.
bool cffmpeg_frames_next(cffmpeg_frames* frames, char* message, size_t capacity);

// Goes to a place at or before a time of the stream's clock from which frames can be decoded; false when that is not
// possible, or not in this container to the frame.
bool cffmpeg_frames_seek(cffmpeg_frames* frames, int64_t time);

// When a frame starts, and when it makes way for the next, in seconds of the clip's clock.
double cffmpeg_frames_time(const cffmpeg_frames* frames, const AVFrame* frame);
double cffmpeg_frames_until(const cffmpeg_frames* frames, const AVFrame* frame);

// The frames of a video from one on that is shown at a time.
typedef struct cffmpeg_view {
  // The clip as it was opened anew, where reading had to start again.
  cffmpeg_clip* reopened;
  cffmpeg_frames frames;
  // What is shown at the time; the next one is in the frames unless they have ended.
  AVFrame* shown;
} cffmpeg_view;

// Finds the frame that is shown at a time in seconds, counted from the clip's start: before the first frame it is that one,
// and behind the last one that, until the clip ends. To be ended with cffmpeg_view_end, also when it failed.
bool cffmpeg_view_begin(cffmpeg_view* view, cffmpeg_clip* clip, double seconds, char* message, size_t capacity);

void cffmpeg_view_end(cffmpeg_view* view);

// Refuses times outside the clip.
bool cffmpeg_is_within(const cffmpeg_clip* clip, double seconds, char* message, size_t capacity);

// Refuses parts that start outside the clip, or end before they start.
bool cffmpeg_is_part(const cffmpeg_clip* clip, double start, double end, char* message, size_t capacity);

#endif
