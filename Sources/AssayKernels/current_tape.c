#include "include/current_tape.h"

static _Thread_local void *current;

void *assay_current_tape(void) { return current; }

void assay_set_current_tape(void *tape) { current = tape; }
