#ifndef ASSAY_RANKING_H
#define ASSAY_RANKING_H

#include <stddef.h>
#include <stdint.h>

#endif
