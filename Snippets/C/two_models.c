// Two models on the same rows: how good each is, how sure that is, and whether one is better.
//
// Compile as C11 or C++17, with the folder of `assay.h`, and link with libAssayC.
#include <inttypes.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

#include "assay.h"

enum { ROWS = 2000 };

/// Stops, with the library's words, unless all is well.
static void check(assay_status_t status, const assay_error_t *error) {
  if (status == ASSAY_OK) return;
  fprintf(stderr, "%s (argument %s, row %" PRId64 ")\n", error->message, error->field,
          error->index);
  exit(EXIT_FAILURE);
}

/// Between 0 and 1, the same sequence each time.
static double next_random(uint64_t *state) {
  *state = *state * 6364136223846793005u + 1442695040888963407u;
  return (double)(*state >> 11) / 9007199254740992.0;
}

int main(void) {
  assay_error_t error;

  // What is true, what each model thinks how probable, and what it answers.
  static uint8_t truth[ROWS], first_answers[ROWS], second_answers[ROWS];
  static double first[ROWS], second[ROWS];
  uint64_t state = 7;
  for (int row = 0; row < ROWS; row++) {
    truth[row] = next_random(&state) < 0.4;
    first[row] = 0.6 * next_random(&state) + (truth[row] ? 0.35 : 0.05);
    second[row] = 0.7 * next_random(&state) + (truth[row] ? 0.25 : 0.05);
    first_answers[row] = first[row] >= 0.5;
    second_answers[row] = second[row] >= 0.5;
  }

  // Everything that is made of counts comes from one matrix, batch after batch if need be.
  assay_confusion_t *matrix = NULL;
  check(assay_confusion_create(NULL, 0, &matrix, &error), &error);
  check(assay_confusion_update(matrix, truth, first_answers, ASSAY_UINT8, ROWS, NULL, &error),
        &error);
  const char *const names[] = {"ham", "spam"};
  char *report = NULL;
  check(assay_confusion_report(matrix, NULL, 0, names, 3, ASSAY_STANDARD, &report, &error),
        &error);
  printf("%s\n", report);
  assay_free(report);

  // How sure is the number?
  assay_estimate_t f1;
  check(assay_confusion_estimate(matrix, "f1", 1, 0.95, 2000, 1, &f1, &error), &error);
  printf("F1 %.3f, between %.3f and %.3f (%s)\n", f1.value, f1.low, f1.high, f1.method);
  assay_confusion_free(matrix);

  // Is one of the models better, or is that luck?
  assay_comparison_t accuracy, area;
  check(assay_compare_predictions(truth, first_answers, second_answers, ASSAY_UINT8, ROWS, false,
                                  0.95, &accuracy, &error),
        &error);
  check(assay_compare_scores(truth, first, second, ASSAY_DOUBLE, ROWS, 0.95, &area, &error),
        &error);
  printf("accuracy %.3f and %.3f, p = %.2g (%s)\n", accuracy.first, accuracy.second,
         accuracy.p_value, accuracy.method);
  printf("ROC AUC  %.3f and %.3f, p = %.2g (%s)\n", area.first, area.second, area.p_value,
         area.method);

  // What is wrong is said, and nothing is written.
  first[3] = -1;
  double expected, maximum;
  if (assay_calibration_errors(truth, first, ASSAY_DOUBLE, ROWS, 10, ASSAY_UNIFORM, NULL, &expected,
                               &maximum, &error) != ASSAY_OK)
    printf("no calibration error: %s\n", error.message);
  return EXIT_SUCCESS;
}
