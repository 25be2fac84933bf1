#define _GNU_SOURCE  // sched_getaffinity
#include "include/workers.h"

#include <pthread.h>
#include <signal.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdlib.h>
#include <time.h>
#include <unistd.h>
#if defined(__linux__)
#include <sched.h>
#endif

enum { most_threads = 256 };

// How long a thread without work pauses before it sleeps. Longer than what lies between two products
// of a training step, short enough that an idle pool is not seen by other programs.
static const int64_t patience = 200000;  // nanoseconds

static int processors(void) {
#if defined(__linux__)
  cpu_set_t allowed;
  if (!sched_getaffinity(0, sizeof allowed, &allowed)) return CPU_COUNT(&allowed);
#endif
  return (int)sysconf(_SC_NPROCESSORS_ONLN);
}

static int clamped(long count) {
  return count < 1 ? 1 : count > most_threads ? most_threads : (int)count;
}

static struct { int processors, threads; } machine;

static void look_at_machine(void) {
  machine.processors = machine.threads = clamped(processors());
  const char *wish = getenv("ASSAY_THREADS");
  if (!wish) return;
  char *end;
  long asked = strtol(wish, &end, 10);
  if (end != wish && !*end && asked >= 1 && asked <= most_threads) machine.threads = (int)asked;
}

static void know_machine(void) {
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, look_at_machine);
}

static _Thread_local int limit;
static _Thread_local bool inside;  // this thread is running a task

int assay_workers_set_limit(int wish) {
  int before = limit;
  limit = wish <= 0 ? 0 : clamped(wish);
  return before;
}

int assay_workers_count(void) {
  if (inside) return 1;
  if (limit) return limit;
  know_machine();
  return machine.threads;
}

// The run in progress. There is one at a time: `busy` is held by its caller.
static atomic_flag busy = ATOMIC_FLAG_INIT;
static void (*job)(void *context, int task);
static void *job_context;
static int job_tasks;

// The ticket: how many tasks are still to be taken (low half) and how many helpers may take them
// (high half). Taking one lowers the low half. A thread that took one knows that the run lasts until
// it has finished, so it reads the job only then; a late thread finds zero and touches nothing.
static _Atomic uint64_t ticket;
static _Atomic int unfinished;

static pthread_mutex_t mutex = PTHREAD_MUTEX_INITIALIZER;
static pthread_cond_t finished = PTHREAD_COND_INITIALIZER;
static _Atomic bool caller_sleeps;
static struct helper { pthread_cond_t wake; _Atomic bool sleeps; } helpers[most_threads - 1];
static int helper_count;  // created so far; helpers are numbered in order of creation

static bool has_work(int helper) {
  uint64_t now = atomic_load(&ticket);
  return (uint32_t)now && helper < (int)(now >> 32);
}

// Takes and does tasks until none is left for this helper (-1 is the caller, always admitted).
static void work(int helper) {
  int done = 0;
  uint64_t now = atomic_load_explicit(&ticket, memory_order_acquire);
  while ((uint32_t)now && helper < (int)(now >> 32)) {
    if (!atomic_compare_exchange_weak_explicit(
            &ticket, &now, now - 1, memory_order_acq_rel, memory_order_acquire))
      continue;
    inside = true;
    job(job_context, job_tasks - (int)(uint32_t)now);
    done += 1;
    now = atomic_load_explicit(&ticket, memory_order_acquire);
  }
  inside = false;
  if (!done || atomic_fetch_sub(&unfinished, done) != done) return;
  if (atomic_load(&caller_sleeps)) {
    pthread_mutex_lock(&mutex);
    pthread_cond_signal(&finished);
    pthread_mutex_unlock(&mutex);
  }
}

static int64_t nanoseconds(void) {
  struct timespec now;
  clock_gettime(CLOCK_MONOTONIC, &now);
  return (int64_t)now.tv_sec * 1000000000 + now.tv_nsec;
}

static bool all_done(int unused) {
  (void)unused;
  return atomic_load(&unfinished) == 0;
}

// Pauses until ready(helper), no longer than is worth it. Whoever still waits then goes to sleep.
static void pause_until(bool (*ready)(int), int helper) {
  for (int64_t end = nanoseconds() + patience; nanoseconds() < end;)
    for (int i = 0; i < 16; ++i) {
      if (ready(helper)) return;
#if defined(__x86_64__) || defined(__i386__)
      __builtin_ia32_pause();
#elif defined(__aarch64__)
      __asm__ volatile("isb");
#endif
    }
}

static void *help(void *number) {
  int helper = (int)(intptr_t)number;
  struct helper *me = &helpers[helper];
  for (;;) {
    // More threads than processors: pausing would keep out those that have work.
    if (helper + 1 < machine.processors) pause_until(has_work, helper);
    if (!has_work(helper)) {
      pthread_mutex_lock(&mutex);
      atomic_store(&me->sleeps, true);  // before the look at the ticket: see wake_helpers
      while (!has_work(helper)) pthread_cond_wait(&me->wake, &mutex);
      atomic_store(&me->sleeps, false);
      pthread_mutex_unlock(&mutex);
    }
    work(helper);
  }
  return NULL;
}

// A forked child has the thread that forked alone: what helpers and other callers held is free again,
// and helpers are created anew.
static void begin_anew(void) {
  mutex = (pthread_mutex_t)PTHREAD_MUTEX_INITIALIZER;
  finished = (pthread_cond_t)PTHREAD_COND_INITIALIZER;
  for (int i = 0; i < helper_count; ++i) atomic_store(&helpers[i].sleeps, false);
  helper_count = 0;
  atomic_store(&ticket, 0);
  atomic_store(&caller_sleeps, false);
  if (!inside) atomic_flag_clear(&busy);
}

static void watch_forks(void) { pthread_atfork(NULL, NULL, begin_anew); }

// Creates helpers up to `wanted`, as far as the system allows, and returns how many there are to use.
static int enlist(int wanted) {
  if (wanted <= helper_count) return wanted;
  static pthread_once_t once = PTHREAD_ONCE_INIT;
  pthread_once(&once, watch_forks);
  sigset_t all, before;
  sigfillset(&all);
  pthread_sigmask(SIG_SETMASK, &all, &before);  // signals belong to the program's own threads
  while (helper_count < wanted) {
    pthread_t thread;
    pthread_cond_init(&helpers[helper_count].wake, NULL);
    if (pthread_create(&thread, NULL, help, (void *)(intptr_t)helper_count)) break;
    pthread_detach(thread);
    helper_count += 1;
  }
  pthread_sigmask(SIG_SETMASK, &before, NULL);
  return helper_count;
}

// The ticket is out. A helper says that it sleeps before it looks at the ticket a last time, so
// either it sees the ticket or we see it asleep.
static void wake_helpers(int count) {
  for (int i = 0; i < count; ++i) {
    if (!atomic_load(&helpers[i].sleeps)) continue;
    pthread_mutex_lock(&mutex);
    pthread_cond_signal(&helpers[i].wake);
    pthread_mutex_unlock(&mutex);
  }
}

static void run_alone(int tasks, void (*body)(void *context, int task), void *context) {
  for (int task = 0; task < tasks; ++task) body(context, task);
}

void assay_workers_run(int tasks, void (*body)(void *context, int task), void *context) {
  int threads = tasks <= 1 ? 1 : assay_workers_count();
  if (threads == 1) return run_alone(tasks, body, context);
  if (atomic_flag_test_and_set(&busy)) {
    inside = true;  // a task sees the same count whoever runs it
    run_alone(tasks, body, context);
    inside = false;
    return;
  }

  know_machine();
  int count = enlist((threads < tasks ? threads : tasks) - 1);
  job = body;
  job_context = context;
  job_tasks = tasks;
  atomic_store(&unfinished, tasks);
  atomic_store(&ticket, (uint64_t)count << 32 | (uint32_t)tasks);
  wake_helpers(count);

  work(-1);
  if (count < machine.processors) pause_until(all_done, 0);
  if (!all_done(0)) {
    pthread_mutex_lock(&mutex);
    atomic_store(&caller_sleeps, true);
    while (!all_done(0)) pthread_cond_wait(&finished, &mutex);
    atomic_store(&caller_sleeps, false);
    pthread_mutex_unlock(&mutex);
  }
  atomic_flag_clear(&busy);
}

// A range that is shared out in stretches.
typedef struct {
  size_t n, stretch;
  void (*body)(void *context, size_t start, size_t end);
  void *context;
} shared_range;

static void do_stretch(void *context, int number) {
  const shared_range *r = context;
  size_t start = (size_t)number * r->stretch, end = start + r->stretch;
  r->body(r->context, start, end < r->n ? end : r->n);
}

void assay_workers_share(
    size_t n, size_t least, void (*body)(void *context, size_t start, size_t end), void *context) {
  const size_t threads = n < 2 * least ? 1 : (size_t)assay_workers_count();
  if (threads == 1) return body(context, 0, n);
  // More stretches than threads: one that is late, as it slept, leaves more of them to the others.
  const size_t most = 4 * threads, parts = n / least < most ? n / least : most;
  const size_t stretch = ((n + parts - 1) / parts + 15) / 16 * 16;
  shared_range range = {n, stretch, body, context};
  assay_workers_run((int)((n + stretch - 1) / stretch), do_stretch, &range);
}
