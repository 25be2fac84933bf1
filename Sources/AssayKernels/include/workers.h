#ifndef ASSAY_WORKERS_H
#define ASSAY_WORKERS_H

#include <stddef.h>

// A pool of threads that share out numbered tasks.
//
// The caller works too, and returns when the last task is done. Threads are created when they are
// first needed, pause a moment between runs, then sleep: an idle pool costs nothing, and waking it
// costs some 20 microseconds. Give it no work below a millisecond or so of one thread's time unless
// runs follow each other closely.
//
// Which thread runs a task is left to chance, so a task must write only what is its own; then the
// result is the same for any number of threads.

// Calls body(context, task) once for each task in 0..<tasks, on up to assay_workers_count() threads.
// A run inside a task, and a run that finds the pool busy with another caller's, is done by the
// calling thread alone. A single task is no sharing out: it is called as if directly.
void assay_workers_run(int tasks, void (*body)(void *context, int task), void *context);

// Calls body(context, start, end) for stretches that together are 0..<n: one, or as many as keep the
// threads busy while a stretch has `least` elements, of which the last may have fewer. Stretches begin
// at multiples of 16.
void assay_workers_share(
    size_t n, size_t least, void (*body)(void *context, size_t start, size_t end), void *context);

// How many threads a run started here may use: the calling thread's limit if it has one, else
// ASSAY_THREADS if that is 1...256, else the processors this process may run on. 1 inside a task.
int assay_workers_count(void);

// Sets the limit of runs started by the calling thread and returns the one before: at most 256, may
// exceed the number of processors, 0 for none.
int assay_workers_set_limit(int limit);

#endif
