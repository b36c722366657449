#include "Output.h"

#include <stdio.h>
#include <unistd.h>

// More is taken for a file that tells of more than there is.
static const int64_t most_written = 4000000000;

bool cffmpeg_output_begin(cffmpeg_output* output, const cffmpeg_library* ffmpeg, const char* container, const char* path,
                          char* message, size_t capacity) {
  *output = (cffmpeg_output){.ffmpeg = ffmpeg};
  cffmpeg_forget();
  int error = ffmpeg->avformat_alloc_output_context2(&output->format, NULL, container, path);
  if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
  output->format->flags |= AVFMT_FLAG_BITEXACT;
  error = ffmpeg->avio_open(&output->format->pb, path, AVIO_FLAG_WRITE);
  return error < 0 ? cffmpeg_fail(ffmpeg, error, message, capacity) : true;
}

bool cffmpeg_output_open(cffmpeg_output* output, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = output->ffmpeg;
  AVDictionary* options = NULL;
  // What plays over a network begins before all of it is there.
  ffmpeg->av_dict_set(&options, "movflags", "faststart", 0);
  const int error = ffmpeg->avformat_write_header(output->format, &options);
  ffmpeg->av_dict_free(&options);
  return error < 0 ? cffmpeg_fail(ffmpeg, error, message, capacity) : true;
}

bool cffmpeg_output_write(cffmpeg_output* output, AVPacket* packet, AVRational clock, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = output->ffmpeg;
  ffmpeg->av_packet_rescale_ts(packet, clock, output->format->streams[packet->stream_index]->time_base);
  packet->pos = -1;
  const int error = ffmpeg->av_interleaved_write_frame(output->format, packet);
  if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
  if (ffmpeg->avio_seek(output->format->pb, 0, SEEK_CUR) <= most_written) return true;
  snprintf(message, capacity, "the file would be larger than %lld GB", (long long)(most_written / 1000000000));
  return false;
}

bool cffmpeg_output_finish(cffmpeg_output* output, char* message, size_t capacity) {
  int error = output->ffmpeg->av_write_trailer(output->format);
  // A full disk may be noticed only now.
  const int closed = output->ffmpeg->avio_closep(&output->format->pb);
  if (error >= 0) error = closed;
  return error < 0 ? cffmpeg_fail(output->ffmpeg, error, message, capacity) : true;
}

void cffmpeg_output_end(cffmpeg_output* output) {
  if (output->format == NULL) return;
  output->ffmpeg->avio_closep(&output->format->pb);
  output->ffmpeg->avformat_free_context(output->format);
  output->format = NULL;
}

bool cffmpeg_encoder_begin(cffmpeg_encoder* encoder, cffmpeg_output* output, const AVCodec* codec, char* message,
                           size_t capacity) {
  const cffmpeg_library* ffmpeg = output->ffmpeg;
  *encoder = (cffmpeg_encoder){.ffmpeg = ffmpeg, .output = output};
  encoder->codec = ffmpeg->avcodec_alloc_context3(codec);
  encoder->packet = ffmpeg->av_packet_alloc();
  if (encoder->codec == NULL || encoder->packet == NULL) {
    return cffmpeg_fail(ffmpeg, AVERROR(ENOMEM), message, capacity);
  }
  encoder->codec->thread_count = 1;
  encoder->codec->flags |= AV_CODEC_FLAG_BITEXACT;
  if ((output->format->oformat->flags & AVFMT_GLOBALHEADER) != 0) encoder->codec->flags |= AV_CODEC_FLAG_GLOBAL_HEADER;
  return true;
}

bool cffmpeg_encoder_open(cffmpeg_encoder* encoder, AVDictionary** options, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = encoder->ffmpeg;
  int error = ffmpeg->avcodec_open2(encoder->codec, NULL, options);
  if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
  encoder->stream = ffmpeg->avformat_new_stream(encoder->output->format, NULL);
  error = encoder->stream == NULL
              ? AVERROR(ENOMEM)
              : ffmpeg->avcodec_parameters_from_context(encoder->stream->codecpar, encoder->codec);
  if (error < 0) return cffmpeg_fail(ffmpeg, error, message, capacity);
  encoder->stream->time_base = encoder->codec->time_base;
  return true;
}

bool cffmpeg_encoder_send(cffmpeg_encoder* encoder, const AVFrame* frame, char* message, size_t capacity) {
  const cffmpeg_library* ffmpeg = encoder->ffmpeg;
  int error = ffmpeg->avcodec_send_frame(encoder->codec, frame);
  while (error >= 0) {
    error = ffmpeg->avcodec_receive_packet(encoder->codec, encoder->packet);
    if (error == AVERROR(EAGAIN) || error == AVERROR_EOF) return true;
    if (error < 0) break;
    encoder->packet->stream_index = encoder->stream->index;
    const bool is_last = encoder->last_duration > 0 && encoder->packet->pts == encoder->last_time;
    if (is_last) encoder->packet->duration = encoder->last_duration;
    if (!cffmpeg_output_write(encoder->output, encoder->packet, encoder->codec->time_base, message, capacity)) {
      return false;
    }
  }
  return cffmpeg_fail(ffmpeg, error, message, capacity);
}

void cffmpeg_encoder_end(cffmpeg_encoder* encoder) {
  if (encoder->ffmpeg == NULL) return;
  encoder->ffmpeg->av_packet_free(&encoder->packet);
  encoder->ffmpeg->avcodec_free_context(&encoder->codec);
}
