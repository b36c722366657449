#include "Scaling.h"

// The same pixels on every processor.
static const int flags = SWS_BICUBIC | SWS_ACCURATE_RND | SWS_FULL_CHR_H_INT | SWS_BITEXACT;

// Tells the converter what the numbers of a frame mean; frames that do not say are taken for BT.601, as FFmpeg does.
static void set_colours(struct SwsContext* context, const cffmpeg_library* ffmpeg, const AVFrame* frame) {
  int *known_source = NULL, *known_target = NULL;
  int source_range = 0, target_range = 0, brightness = 0, contrast = 0, saturation = 0;
  if (ffmpeg->sws_getColorspaceDetails(context, &known_source, &source_range, &known_target, &target_range, &brightness,
                                       &contrast, &saturation) < 0) {
    return;
  }
  const bool is_yuv = frame->colorspace != AVCOL_SPC_RGB;
  const int* coefficients = ffmpeg->sws_getCoefficients(is_yuv ? (int)frame->colorspace : SWS_CS_DEFAULT);
  if (frame->color_range != AVCOL_RANGE_UNSPECIFIED) source_range = frame->color_range == AVCOL_RANGE_JPEG;
  ffmpeg->sws_setColorspaceDetails(context, coefficients, source_range, coefficients, target_range, brightness, contrast,
                                   saturation);
}

bool cffmpeg_scale(cffmpeg_scaling* scaling, const cffmpeg_library* ffmpeg, const AVFrame* frame, int width, int height,
                   enum AVPixelFormat format, uint8_t* const planes[4], const int lines[4]) {
  scaling->context =
      ffmpeg->sws_getCachedContext(scaling->context, frame->width, frame->height, (enum AVPixelFormat)frame->format, width,
                                   height, format, flags, NULL, NULL, NULL);
  if (scaling->context == NULL) return false;
  set_colours(scaling->context, ffmpeg, frame);
  return ffmpeg->sws_scale(scaling->context, (const uint8_t* const*)frame->data, frame->linesize, 0, frame->height, planes,
                           lines) > 0;
}

void cffmpeg_scaling_end(cffmpeg_scaling* scaling, const cffmpeg_library* ffmpeg) {
  ffmpeg->sws_freeContext(scaling->context);
}
