// Which taps of a convolution lie in the data: positions are put together by the taps they have, so
// that no tap outside is computed and no image is copied into a frame of zeros.
#ifndef ASSAY_CONVOLUTION_TAPS_H
#define ASSAY_CONVOLUTION_TAPS_H

#include "allocation.h"
#include "include/AssayKernels.h"

// A row or column of results: its taps in the data follow each other from tap `first` on, and the
// first of them reads `source`.
typedef struct {
  ptrdiff_t place, source, first, taps;
} reach;

// The rows or columns of the results, ordered by their taps; a tap's next one, and what it reads, are
// so many steps further.
typedef struct {
  reach *reaches;
  ptrdiff_t count, kernel, tap_step, source_step;
} axis;

// Where a position reads its first tap and where its result goes.
typedef struct {
  ptrdiff_t from, to;
} place;

// Products that lie in memory one after the other: `from` the place of a position on, and `weights`
// rows of weights on.
typedef struct {
  ptrdiff_t from, weights, length;
} run;

// Positions with the same taps.
typedef struct {
  const place *places;
  const run *runs;
  ptrdiff_t count, run_count;  // of one image; the places of the next image follow
} region;

typedef struct {
  region *regions;
  place *places;
  run *runs;
  ptrdiff_t region_count, images;
} plan;

static inline int by_taps(const void *one, const void *other) {
  const reach *a = one, *b = other;
  const ptrdiff_t order = a->first != b->first ? a->first - b->first
                          : a->taps != b->taps ? a->taps - b->taps
                                               : a->place - b->place;
  return (order > 0) - (order < 0);
}

// Forwards, tap t of result p reads p · stride + t · dilation − before. On the way back results are
// the data and sources the results: tap t, counted from the last, of p is read by the source at
// (p + before − t · dilation) / stride, where that is a whole number.
static inline axis axis_of(
    bool back, ptrdiff_t results, ptrdiff_t sources, ptrdiff_t kernel, ptrdiff_t stride,
    ptrdiff_t dilation, ptrdiff_t before) {
  ptrdiff_t step = 1;  // from a tap that divides to the next
  while (back && step * dilation % stride) ++step;
  const axis a = {
      assay_allocate(sizeof(reach) * (size_t)results), results, kernel, step,
      back ? step * dilation / stride : dilation};
  for (ptrdiff_t p = 0; p < results; ++p) {
    reach r = {p, 0, 0, 0};
    for (ptrdiff_t t = 0; t < kernel; ++t) {
      ptrdiff_t at =
          back ? p + before - (kernel - 1 - t) * dilation : p * stride + t * dilation - before;
      if (at < 0 || (back && at % stride)) continue;
      if (back) at /= stride;
      if (at >= sources) break;
      if (r.taps++ == 0) r.first = t, r.source = at;
    }
    a.reaches[p] = r;
  }
  qsort(a.reaches, (size_t)results, sizeof(reach), by_taps);
  return a;
}

// Where the rows or columns end that have the taps of the one at `start`.
static inline ptrdiff_t same_taps(const axis *a, ptrdiff_t start) {
  const reach *first = &a->reaches[start];
  ptrdiff_t end = start + 1;
  while (end < a->count && a->reaches[end].first == first->first &&
         a->reaches[end].taps == first->taps)
    ++end;
  return end;
}

// How many groups of the same taps there are, and how many taps they have together.
static inline ptrdiff_t groups_of(const axis *a, ptrdiff_t *taps) {
  ptrdiff_t groups = 0;
  for (ptrdiff_t i = 0; i < a->count; i = same_taps(a, i), ++groups) *taps += a->reaches[i].taps;
  return groups;
}

// The runs of a region, of data `width` columns wide with so many channels. Returns how many.
static inline ptrdiff_t put_runs(
    const axis *down, const reach *row, const axis *along, const reach *column, ptrdiff_t width,
    ptrdiff_t channels, run *runs) {
  const bool together = along->tap_step == 1 && along->source_step == 1;
  const ptrdiff_t pieces = together ? column->taps > 0 : column->taps;
  const ptrdiff_t length = together ? column->taps * channels : channels;
  ptrdiff_t count = 0;
  for (ptrdiff_t u = 0; u < row->taps; ++u)
    for (ptrdiff_t v = 0; v < pieces; ++v) {
      const ptrdiff_t i = row->first + u * down->tap_step, j = column->first + v * along->tap_step;
      runs[count++] = (run){
          (u * down->source_step * width + v * along->source_step) * channels,
          (i * along->kernel + j) * channels, length};
    }
  return count;
}

// Plans a convolution of so many images at a time: sources have `height` · `width` pixels of
// `channels`, results `outputs` columns.
static inline plan plan_of(
    const axis *down, const axis *along, ptrdiff_t height, ptrdiff_t width, ptrdiff_t channels,
    ptrdiff_t outputs, ptrdiff_t images) {
  ptrdiff_t row_taps = 0, column_taps = 0;
  const ptrdiff_t row_groups = groups_of(down, &row_taps);
  const ptrdiff_t column_groups = groups_of(along, &column_taps);
  const ptrdiff_t positions = down->count * along->count;
  plan p = {
      assay_allocate(sizeof(region) * (size_t)(row_groups * column_groups)),
      assay_allocate(sizeof(place) * (size_t)(positions * images)),
      assay_allocate(sizeof(run) * (size_t)(row_taps * column_taps)), 0, images};
  place *places = p.places;
  run *runs = p.runs;
  for (ptrdiff_t i = 0, end; i < down->count; i = end) {
    end = same_taps(down, i);
    for (ptrdiff_t j = 0, last; j < along->count; j = last) {
      last = same_taps(along, j);
      region *g = &p.regions[p.region_count++];
      *g = (region){places, runs, (end - i) * (last - j), 0};
      for (ptrdiff_t n = 0; n < images; ++n)
        for (const reach *row = down->reaches + i; row < down->reaches + end; ++row)
          for (const reach *column = along->reaches + j; column < along->reaches + last; ++column)
            *places++ = (place){
                ((n * height + row->source) * width + column->source) * channels,
                (n * positions + row->place * along->count + column->place) * outputs};
      g->run_count =
          put_runs(down, down->reaches + i, along, along->reaches + j, width, channels, runs);
      runs += g->run_count;
    }
  }
  return p;
}

#endif
