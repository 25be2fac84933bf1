#ifndef ASSAY_CURRENT_TAPE_H
#define ASSAY_CURRENT_TAPE_H

// The tape that operations of this thread are recorded on; null when they are not.
void *assay_current_tape(void);
void assay_set_current_tape(void *tape);

#endif
