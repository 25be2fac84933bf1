#ifndef ASSAY_WORKERS_H
#define ASSAY_WORKERS_H

#include <stddef.h>
#include <stdint.h>

#endif
