#include <math.h>
#include <stdio.h>
#include <string.h>

#include "Clip.h"

static const int32_t* matrix_in(const AVPacketSideData* data, int count) {
  for (int index = 0; index < count; ++index) {
    const bool is_matrix = data[index].type == AV_PKT_DATA_DISPLAYMATRIX && data[index].size >= 9 * sizeof(int32_t);
    if (is_matrix) return (const int32_t*)data[index].data;
  }
  return NULL;
}

const int32_t* cffmpeg_display_matrix(const AVStream* stream) {
#if CFFMPEG_TURNS_WITH_CODEC
  return matrix_in(stream->codecpar->coded_side_data, stream->codecpar->nb_coded_side_data);
#else
  return matrix_in(stream->side_data, stream->nb_side_data);
#endif
}

void cffmpeg_orientation(const AVStream* stream, bool* is_mirrored, int32_t* quarter_turns) {
  *is_mirrored = false;
  *quarter_turns = 0;
  const int32_t* matrix = cffmpeg_display_matrix(stream);
  if (matrix == NULL) return;
  double across = matrix[0], down = matrix[1];
  *is_mirrored = across * matrix[4] - down * matrix[3] < 0;
  if (*is_mirrored) {
    across = -across;
    down = -down;
  }
  *quarter_turns = (int32_t)(lround(atan2(down, across) / M_PI_2) + 4) % 4;
}

static double seconds(int64_t time, AVRational base) {
  return time == AV_NOPTS_VALUE ? NAN : (double)time * base.num / base.den;
}

static double ratio(AVRational value) { return value.num <= 0 || value.den <= 0 ? 0 : (double)value.num / value.den; }

cffmpeg_summary cffmpeg_summarize(const cffmpeg_clip* clip) {
  const AVFormatContext* format = clip->format;
  return (cffmpeg_summary){.container = format->iformat->name,
                           .duration = cffmpeg_end(clip) - cffmpeg_start(clip),
                           .start = cffmpeg_start(clip),
                           .bit_rate = format->bit_rate,
                           .stream_count = format->nb_streams,
                           .video = cffmpeg_main_stream(clip, AVMEDIA_TYPE_VIDEO),
                           .audio = cffmpeg_main_stream(clip, AVMEDIA_TYPE_AUDIO)};
}

// Only the indices that these containers have at hand are whole; an entry may be of a frame that is not shown.
static int64_t frame_count(const cffmpeg_clip* clip, AVStream* stream) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  const char* container = clip->format->iformat->name;
  if (strncmp(container, "mov", 3) != 0 && strcmp(container, "avi") != 0) return -1;
  const int entries = ffmpeg->avformat_index_get_entries_count(stream);
  if (stream->nb_frames <= 0 || entries <= 0) return -1;
  int64_t count = 0;
  for (int index = 0; index < entries; ++index) {
    const AVIndexEntry* entry = ffmpeg->avformat_index_get_entry(stream, index);
    if ((entry->flags & AVINDEX_DISCARD_FRAME) == 0) ++count;
  }
  return count;
}

static void describe_picture(const cffmpeg_clip* clip, AVStream* stream, cffmpeg_stream* result) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  const AVCodecParameters* codec = stream->codecpar;
  cffmpeg_orientation(stream, &result->is_mirrored, &result->quarter_turns);
  const bool is_on_its_side = result->quarter_turns % 2 != 0;
  result->width = is_on_its_side ? codec->height : codec->width;
  result->height = is_on_its_side ? codec->width : codec->height;
  result->pixel_format = ffmpeg->av_get_pix_fmt_name((enum AVPixelFormat)codec->format);
  const double aspect = ratio(stream->sample_aspect_ratio);
  result->pixel_aspect = aspect > 0 ? aspect : ratio(codec->sample_aspect_ratio);
  result->frame_rate = ratio(stream->avg_frame_rate);
  result->frame_count = result->is_attached_picture ? -1 : frame_count(clip, stream);
}

static void describe_sound(const cffmpeg_clip* clip, const AVStream* stream, cffmpeg_stream* result) {
  const AVCodecParameters* codec = stream->codecpar;
  result->sample_rate = codec->sample_rate;
  result->channels = codec->ch_layout.nb_channels;
  const int bits = codec->bits_per_raw_sample;
  result->bits_per_sample = bits > 0 ? bits : clip->ffmpeg->av_get_bits_per_sample(codec->codec_id);
  char* layout = result->channel_layout;
  if (clip->ffmpeg->av_channel_layout_describe(&codec->ch_layout, layout, sizeof result->channel_layout) < 0) *layout = '\0';
}

cffmpeg_stream cffmpeg_describe(const cffmpeg_clip* clip, size_t index) {
  const cffmpeg_library* ffmpeg = clip->ffmpeg;
  AVStream* stream = clip->format->streams[index];
  const AVCodecParameters* codec = stream->codecpar;
  cffmpeg_stream result = {.kind = ffmpeg->av_get_media_type_string(codec->codec_type),
                           .codec = ffmpeg->avcodec_get_name(codec->codec_id),
                           .profile = ffmpeg->avcodec_profile_name(codec->codec_id, codec->profile),
                           .duration = seconds(stream->duration, stream->time_base),
                           .start = seconds(stream->start_time, stream->time_base),
                           .bit_rate = codec->bit_rate,
                           .frame_count = -1,
                           .is_default = (stream->disposition & AV_DISPOSITION_DEFAULT) != 0,
                           .is_attached_picture = (stream->disposition & AV_DISPOSITION_ATTACHED_PIC) != 0};
  if (codec->codec_type == AVMEDIA_TYPE_VIDEO) describe_picture(clip, stream, &result);
  if (codec->codec_type == AVMEDIA_TYPE_AUDIO) describe_sound(clip, stream, &result);
  return result;
}

void cffmpeg_read_tags(const cffmpeg_clip* clip, int32_t stream, cffmpeg_take_tag take, void* context) {
  const AVDictionary* tags = stream < 0 ? clip->format->metadata : clip->format->streams[stream]->metadata;
  const AVDictionaryEntry* tag = NULL;
  while ((tag = clip->ffmpeg->av_dict_get(tags, "", tag, AV_DICT_IGNORE_SUFFIX)) != NULL) {
    take(tag->key, tag->value, context);
  }
}
