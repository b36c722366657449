#ifndef CFFMPEG_SCALING_H
#define CFFMPEG_SCALING_H

#include "Library.h"

// Makes pixels of another format, one frame after the other.
typedef struct cffmpeg_scaling {
  struct SwsContext* context;
} cffmpeg_scaling;

// Converts a frame, by the colours that it says it has; what is RGB becomes full range, what is YUV limited range.
bool cffmpeg_scale(cffmpeg_scaling* scaling, const cffmpeg_library* ffmpeg, const AVFrame* frame, int width, int height,
                   enum AVPixelFormat format, uint8_t* const planes[4], const int lines[4]);

void cffmpeg_scaling_end(cffmpeg_scaling* scaling, const cffmpeg_library* ffmpeg);

#endif
