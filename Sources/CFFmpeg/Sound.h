#ifndef CFFMPEG_SOUND_H
#define CFFMPEG_SOUND_H

#include "Frames.h"
#include "Output.h"

// Encodes the part of a clip's sound between two times anew, to the sample.
typedef struct cffmpeg_sound {
  cffmpeg_frames frames;
  cffmpeg_encoder encoder;
  struct SwrContext* converter;
  // Samples as the encoder takes them, until there are enough for a frame.
  AVAudioFifo* waiting;
  AVFrame* chunk;
  // The form of the source's samples.
  int rate;
  int channels;
  enum AVSampleFormat format;
  // The part, and what is due next, in samples of the source since the clip's start.
  int64_t start;
  int64_t end;
  int64_t next;
  // What was encoded up to, by the same count.
  int64_t filled;
  // How many samples the encoder was given, by its own rate.
  int64_t encoded;
  // Whether all of the part was read.
  bool has_ended;
} cffmpeg_sound;

// Where the sound of an encoder is to go.
typedef struct cffmpeg_sound_form {
  const char* container;
  const char* ending;
  const char* encoder;
  enum AVSampleFormat format;
  int bits;
} cffmpeg_sound_form;

// Finds the first samples of a part, in seconds from the clip's start; an end that is not a number is that of the clip, and
// a start that is not one is the sound's own. To be ended with cffmpeg_sound_end, also when it failed.
bool cffmpeg_sound_find(cffmpeg_sound* sound, cffmpeg_clip* clip, double start, double end, char* message,
                        size_t capacity);

// The form in which nothing of a sound is lost that was found: WAVE for what is not compressed, else FLAC where it can be.
cffmpeg_sound_form cffmpeg_sound_lossless(const cffmpeg_sound* sound);

// Adds a stream for a sound that was found to an output.
bool cffmpeg_sound_open(cffmpeg_sound* sound, cffmpeg_output* output, const cffmpeg_sound_form* form, char* message,
                        size_t capacity);

// Encodes what was read last and reads on; at the end the last of it is written.
bool cffmpeg_sound_step(cffmpeg_sound* sound, char* message, size_t capacity);

// How far the sound has been encoded, in seconds since the part's start.
double cffmpeg_sound_progress(const cffmpeg_sound* sound);

void cffmpeg_sound_end(cffmpeg_sound* sound);

#endif
