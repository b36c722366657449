#ifndef CFFMPEG_OUTPUT_H
#define CFFMPEG_OUTPUT_H

#include "Clip.h"

// A file that is being written; the same input makes the same bytes.
typedef struct cffmpeg_output {
  const cffmpeg_library* ffmpeg;
  AVFormatContext* format;
} cffmpeg_output;

// Begins a file of a container such as "wav"; to be ended with cffmpeg_output_end, also when it failed.
bool cffmpeg_output_begin(cffmpeg_output* output, const cffmpeg_library* ffmpeg, const char* container, const char* path,
                          char* message, size_t capacity);

// Writes the header, once the streams are known.
bool cffmpeg_output_open(cffmpeg_output* output, char* message, size_t capacity);

// Writes a packet, whose times are by the clock of its source; it is empty afterwards.
bool cffmpeg_output_write(cffmpeg_output* output, AVPacket* packet, AVRational clock, char* message, size_t capacity);

// Writes what is to come at the end.
bool cffmpeg_output_finish(cffmpeg_output* output, char* message, size_t capacity);

void cffmpeg_output_end(cffmpeg_output* output);

// Makes packets of frames, for a stream of an output.
typedef struct cffmpeg_encoder {
  const cffmpeg_library* ffmpeg;
  cffmpeg_output* output;
  AVCodecContext* codec;
  AVStream* stream;
  AVPacket* packet;
  // How long what was sent last is to last, by the encoder's clock; what came before lasts until it.
  int64_t last_time;
  int64_t last_duration;
} cffmpeg_encoder;

// An encoder that is yet to be told what it encodes; to be ended with cffmpeg_encoder_end, also when it failed.
bool cffmpeg_encoder_begin(cffmpeg_encoder* encoder, cffmpeg_output* output, const AVCodec* codec, char* message,
                           size_t capacity);

// Makes the encoder ready, and a stream of the output for it.
bool cffmpeg_encoder_open(cffmpeg_encoder* encoder, AVDictionary** options, char* message, size_t capacity);

// Encodes a frame, or for null what is left, and writes it.
bool cffmpeg_encoder_send(cffmpeg_encoder* encoder, const AVFrame* frame, char* message, size_t capacity);

void cffmpeg_encoder_end(cffmpeg_encoder* encoder);

#endif
