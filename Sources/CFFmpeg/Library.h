#ifndef CFFMPEG_LIBRARY_H
#define CFFMPEG_LIBRARY_H

#include <libavcodec/avcodec.h>
#include <libavformat/avformat.h>
#include <libavutil/audio_fifo.h>
#include <libavutil/avstring.h>
#include <libavutil/channel_layout.h>
#include <libavutil/display.h>
#include <libavutil/imgutils.h>
#include <libavutil/opt.h>
#include <libavutil/pixdesc.h>
#include <libswresample/swresample.h>
#include <libswscale/swscale.h>

#include "cffmpeg.h"

// The functions that are used, by the library that has them.
#define CFFMPEG_FORMAT_FUNCTIONS(USE) \
  USE(avformat_alloc_context)         \
  USE(avformat_alloc_output_context2) \
  USE(avformat_close_input)           \
  USE(avformat_find_stream_info)      \
  USE(avformat_free_context)          \
  USE(avformat_index_get_entries_count) \
  USE(avformat_index_get_entry)       \
  USE(avformat_new_stream)            \
  USE(avformat_open_input)            \
  USE(avformat_write_header)          \
  USE(avio_alloc_context)             \
  USE(avio_closep)                    \
  USE(avio_context_free)              \
  USE(avio_open)                      \
  USE(avio_seek)                      \
  USE(av_interleaved_write_frame)     \
  USE(av_read_frame)                  \
  USE(av_seek_frame)                  \
  USE(av_write_trailer)

#define CFFMPEG_CODEC_FUNCTIONS(USE) \
  USE(avcodec_alloc_context3)        \
  USE(avcodec_descriptor_get)        \
  USE(avcodec_find_decoder)          \
  USE(avcodec_flush_buffers)         \
  USE(avcodec_find_encoder)          \
  USE(avcodec_find_encoder_by_name)  \
  USE(avcodec_free_context)          \
  USE(avcodec_get_name)              \
  USE(avcodec_open2)                 \
  USE(avcodec_parameters_copy)       \
  USE(avcodec_parameters_from_context) \
  USE(avcodec_parameters_to_context) \
  USE(avcodec_profile_name)          \
  USE(avcodec_receive_frame)         \
  USE(avcodec_receive_packet)        \
  USE(avcodec_send_frame)            \
  USE(avcodec_send_packet)           \
  USE(av_get_bits_per_sample)        \
  USE(av_packet_alloc)               \
  USE(av_packet_free)                \
  USE(av_packet_rescale_ts)          \
  USE(av_packet_unref)

#define CFFMPEG_SUPPORT_FUNCTIONS(USE) \
  USE(av_audio_fifo_alloc)             \
  USE(av_audio_fifo_drain)             \
  USE(av_audio_fifo_free)              \
  USE(av_audio_fifo_read)              \
  USE(av_audio_fifo_size)              \
  USE(av_audio_fifo_write)             \
  USE(av_channel_layout_copy)          \
  USE(av_channel_layout_default)       \
  USE(av_channel_layout_describe)      \
  USE(av_channel_layout_uninit)        \
  USE(av_dict_free)                    \
  USE(av_dict_get)                     \
  USE(av_dict_set)                     \
  USE(av_dict_set_int)                 \
  USE(av_frame_alloc)                  \
  USE(av_frame_free)                   \
  USE(av_frame_get_buffer)             \
  USE(av_frame_move_ref)               \
  USE(av_frame_unref)                  \
  USE(av_free)                         \
  USE(av_freep)                        \
  USE(av_get_bytes_per_sample)         \
  USE(av_get_media_type_string)        \
  USE(av_get_packed_sample_fmt)        \
  USE(av_get_pix_fmt_name)             \
  USE(av_log_set_callback)             \
  USE(av_malloc)                       \
  USE(av_max_alloc)                    \
  USE(av_pix_fmt_desc_get)             \
  USE(av_rescale_q)                    \
  USE(av_sample_fmt_is_planar)         \
  USE(av_samples_alloc_array_and_samples) \
  USE(av_samples_set_silence)          \
  USE(av_strerror)                     \
  USE(av_version_info)

#define CFFMPEG_SCALE_FUNCTIONS(USE) \
  USE(sws_freeContext)               \
  USE(sws_getCachedContext)          \
  USE(sws_getCoefficients)           \
  USE(sws_getColorspaceDetails)      \
  USE(sws_scale)                     \
  USE(sws_setColorspaceDetails)

#define CFFMPEG_RESAMPLE_FUNCTIONS(USE) \
  USE(swr_alloc_set_opts2)              \
  USE(swr_convert)                      \
  USE(swr_free)                         \
  USE(swr_get_out_samples)              \
  USE(swr_init)

// How pictures are turned is kept with the stream, or since FFmpeg 6.1 with what tells of its codec.
#define CFFMPEG_TURNS_WITH_CODEC (LIBAVFORMAT_VERSION_INT >= AV_VERSION_INT(60, 15, 100))
#if CFFMPEG_TURNS_WITH_CODEC
#define CFFMPEG_TURN_FUNCTIONS(USE) USE(av_packet_side_data_new)
#else
#define CFFMPEG_TURN_FUNCTIONS(USE) USE(av_stream_new_side_data)
#endif

#define CFFMPEG_MEMBER(name) __typeof__(&name) name;

// The functions of FFmpeg, each called by its name and with the type that its header gives it.
typedef struct cffmpeg_library {
  CFFMPEG_FORMAT_FUNCTIONS(CFFMPEG_MEMBER)
  CFFMPEG_CODEC_FUNCTIONS(CFFMPEG_MEMBER)
  CFFMPEG_TURN_FUNCTIONS(CFFMPEG_MEMBER)
  CFFMPEG_SUPPORT_FUNCTIONS(CFFMPEG_MEMBER)
  CFFMPEG_SCALE_FUNCTIONS(CFFMPEG_MEMBER)
  CFFMPEG_RESAMPLE_FUNCTIONS(CFFMPEG_MEMBER)
} cffmpeg_library;

// The libraries, loaded and ready; null when they cannot be loaded.
const cffmpeg_library* cffmpeg_library_get(void);

// Why the libraries could not be loaded.
const char* cffmpeg_library_failure(void);

// What FFmpeg last said on this thread of what it could not do; empty after cffmpeg_forget.
const char* cffmpeg_said(void);
void cffmpeg_forget(void);

#endif
