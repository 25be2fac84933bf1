// Assay's evaluation, for C and for every language that speaks to C.
//
// Link with libAssayC (`swift build -c release --product AssayC -Xswiftc -static-stdlib`).
//
// Calls. Every function that can fail returns a status, ASSAY_OK or what was wrong, and describes
// the fault in `error` if that is not NULL. Results are written only on success. Nothing a caller
// passes can stop the process, as long as pointers point to as many elements as their count says:
// null pointers, negative counts, wrong enumeration values, NaN and infinities are all answered by a
// status.
//
// Memory. Arrays that go in are read during the call alone, and belong to the caller. Arrays that
// come out are the caller's too, of the size said beside them; a function that makes bytes or text of
// a size unknown before hands out a pointer to be freed by `assay_free`. Objects (`…_create`,
// `…_decode`, `…_select`) are freed by the function of their own; freeing NULL does nothing.
//
// Threads. Functions may be called from any number of threads at once. One object may be read by
// many threads at once, but not while another updates or frees it.
//
// Numbers. Weights are one double a row, or NULL where every row counts once. A matrix lies row
// after row. Labels of one column are integers; label a class that is a name by its position.

#ifndef ASSAY_H
#define ASSAY_H

#include <stdbool.h>
#include <stdint.h>

#ifdef __cplusplus
extern "C" {
#endif

// MARK: - The library

/// The version of this interface: it grows when a declaration here changes its meaning.
#define ASSAY_INTERFACE_VERSION 1

/// The version of the interface that the library was built with; compare it with
/// `ASSAY_INTERFACE_VERSION`.
int32_t assay_interface_version(void);

/// Frees bytes and text that this library handed out.
void assay_free(void *memory);

// MARK: - Faults

/// What a call came to.
typedef enum assay_status {
  ASSAY_OK = 0,
  ASSAY_NULL_POINTER = 1,       ///< A pointer that must not be NULL is.
  ASSAY_LENGTHS_DIFFER = 2,     ///< Columns of different lengths, or a count that does not fit.
  ASSAY_EMPTY = 3,              ///< No rows.
  ASSAY_NOT_FINITE = 4,         ///< NaN or infinite at `index`.
  ASSAY_OUT_OF_RANGE = 5,       ///< `value` at `index` is outside what is allowed.
  ASSAY_WEIGHTS_ALL_ZERO = 6,   ///< Weights, and all of them zero.
  ASSAY_UNKNOWN_CLASS = 7,      ///< The label at `index` is none of the classes.
  ASSAY_DUPLICATE_CLASS = 8,    ///< A class is listed twice.
  ASSAY_TOO_FEW_CLASSES = 9,    ///< Fewer classes than the metric needs.
  ASSAY_WRONG_WIDTH = 10,       ///< As many values a row as do not fit the classes.
  ASSAY_NO_POSITIVE_CLASS = 11, ///< The positive class is not determined, or unknown.
  ASSAY_INVALID_PARAMETER = 12, ///< A parameter, named by `field`, has a value it cannot have.
  ASSAY_CANNOT_MERGE = 13,      ///< Two objects that do not fit each other.
  ASSAY_UNDEFINED = 14,         ///< The number asked for is not defined for this data.
  ASSAY_ROW_SUM = 15,           ///< The probabilities of row `index` add up to `value`, not to 1.
  ASSAY_UNDECODABLE = 16,       ///< Bytes that are cut, altered, of another kind or a later version.
  ASSAY_NO_THRESHOLD = 17,      ///< No threshold fulfils what is asked.
  ASSAY_NO_MEMORY = 18,         ///< Memory for a result could not be had.
} assay_status_t;

/// What was wrong, and where.
typedef struct assay_error {
  int32_t status;    ///< An `assay_status_t`.
  int32_t reserved;  ///< Zero.
  int64_t index;     ///< The row, element or position at fault, from 0; −1 without one.
  double value;      ///< The value at fault; NaN without one.
  char field[40];    ///< The argument at fault, as UTF-8 that ends with a zero; empty without one.
  char message[448]; ///< The fault in a sentence, as UTF-8 that ends with a zero.
} assay_error_t;

// MARK: - Enumerations

/// What an untyped array holds.
typedef enum assay_type {
  ASSAY_INT8 = 1,
  ASSAY_INT16 = 2,
  ASSAY_INT32 = 3,
  ASSAY_INT64 = 4,
  ASSAY_UINT8 = 5,
  ASSAY_UINT16 = 6,
  ASSAY_UINT32 = 7,
  ASSAY_UINT64 = 8, ///< Labels up to 2⁶³ − 1.
  ASSAY_BOOL = 9,   ///< A byte, 0 or not 0.
  ASSAY_FLOAT = 10, ///< 32 bits; of labels, whole numbers alone.
  ASSAY_DOUBLE = 11,
} assay_type_t;

/// How the rates of several labels become one number.
typedef enum assay_average {
  ASSAY_PER_LABEL = 0, ///< They do not: one number a label.
  ASSAY_MICRO = 1,     ///< The rate of the pooled counts.
  ASSAY_MACRO = 2,     ///< The plain mean of the labels' rates.
  ASSAY_WEIGHTED = 3,  ///< The mean weighted by the labels' supports.
  ASSAY_SAMPLES = 4,   ///< The mean of the rows' rates, of sets of labels.
} assay_average_t;

/// What a rate is when it is undefined.
typedef enum assay_undefined {
  ASSAY_STANDARD = 0, ///< What scikit-learn gives by default: 0 for most, NaN for some.
  ASSAY_ZERO = 1,
  ASSAY_ONE = 2,
  ASSAY_NAN = 3,
} assay_undefined_t;

// MARK: - Labels by position

/// Finds the class of each row by its position.
///
/// `classes`: the classes in their order, `class_count` of them; none leaves them to be found, in
/// ascending order. Writes `rows` positions, and the classes found as an array to be freed by
/// `assay_free`; `found` may be NULL where classes are given.
assay_status_t assay_label_positions(
    const void *labels, int32_t type, int64_t rows, const int64_t *classes, int64_t class_count,
    int32_t *positions, int64_t **found, int64_t *found_count, assay_error_t *error);

// MARK: - Labels: the confusion matrix

/// Counts of truth against prediction, over classes that are integers.
///
/// An accumulator: update it batch after batch, merge those of shards, read it at any time. Its
/// classes are those given, else those found so far in ascending order.
typedef struct assay_confusion assay_confusion_t;

/// A matrix of no rows yet.
///
/// `classes`: the classes in their order, `class_count` of them; none leaves them to be found.
assay_status_t assay_confusion_create(
    const int64_t *classes, int64_t class_count, assay_confusion_t **result, assay_error_t *error);

/// Frees a matrix.
void assay_confusion_free(assay_confusion_t *confusion);

/// Adds `rows` rows: truth and prediction of each, both of `type`.
assay_status_t assay_confusion_update(
    assay_confusion_t *confusion, const void *truth, const void *predictions, int32_t type,
    int64_t rows, const double *weights, assay_error_t *error);

/// Adds what another matrix has seen; classes unite.
assay_status_t assay_confusion_merge(
    assay_confusion_t *confusion, const assay_confusion_t *other, assay_error_t *error);

/// The matrix over `labels` alone, in their order: rows of other labels are left out.
assay_status_t assay_confusion_select(
    const assay_confusion_t *confusion, const int64_t *labels, int64_t label_count,
    assay_confusion_t **result, assay_error_t *error);

/// The number of classes; 0 for NULL.
int64_t assay_confusion_class_count(const assay_confusion_t *confusion);

/// Writes the classes: `assay_confusion_class_count` of them.
assay_status_t assay_confusion_classes(
    const assay_confusion_t *confusion, int64_t *classes, assay_error_t *error);

/// Writes the cells, truth by prediction: the square of the class count.
assay_status_t assay_confusion_cells(
    const assay_confusion_t *confusion, double *cells, assay_error_t *error);

/// What the cells are divided by.
typedef enum assay_normalization {
  ASSAY_BY_TRUTH = 1,      ///< By the sum of their row.
  ASSAY_BY_PREDICTION = 2, ///< By the sum of their column.
  ASSAY_BY_TOTAL = 3,      ///< By the sum of all.
} assay_normalization_t;

/// Writes the cells as parts of a sum, as many as `assay_confusion_cells`; 0 where the sum is 0.
assay_status_t assay_confusion_normalized(
    const assay_confusion_t *confusion, int32_t normalization, double *cells,
    assay_error_t *error);

/// The matrix as bytes, to store or to send; free them with `assay_free`.
assay_status_t assay_confusion_encode(
    const assay_confusion_t *confusion, uint8_t **bytes, int64_t *byte_count,
    assay_error_t *error);

/// A matrix from its bytes.
assay_status_t assay_confusion_decode(
    const uint8_t *bytes, int64_t byte_count, assay_confusion_t **result, assay_error_t *error);

/// A number read from all cells.
typedef enum assay_confusion_reading {
  ASSAY_ACCURACY = 0,
  ASSAY_CORRECT = 1, ///< Rows, or weight, predicted rightly.
  ASSAY_TOTAL = 2,   ///< Rows, or weight, altogether.
  ASSAY_ZERO_ONE_LOSS = 3,
  ASSAY_ERRORS = 4, ///< Rows, or weight, predicted wrongly.
  ASSAY_BALANCED_ACCURACY = 5,
  ASSAY_ADJUSTED_BALANCED_ACCURACY = 6,
  ASSAY_COHEN_KAPPA = 7,
  ASSAY_LINEAR_COHEN_KAPPA = 8,
  ASSAY_QUADRATIC_COHEN_KAPPA = 9,
  ASSAY_MATTHEWS_CORRELATION = 10,
} assay_confusion_reading_t;

/// Reads one number. `is_undefined`, if not NULL, says whether the data do not define it.
assay_status_t assay_confusion_read(
    const assay_confusion_t *confusion, int32_t reading, double *value, bool *is_undefined,
    assay_error_t *error);

/// The rates of one label, or an average of them.
typedef struct assay_rates {
  double precision;
  double recall;
  double f_score;
  double jaccard;
  double support;
  uint32_t undefined; ///< The readings that are undefined: 1 precision, 2 recall, 4 F, 8 Jaccard.
  uint32_t reserved;  ///< Zero.
} assay_rates_t;

/// The rates of `labels`, or of all classes if there are none given.
///
/// `beta`: how many times more recall weighs than precision in the F-score, from 0 to infinity.
/// `undefined`: an `assay_undefined_t`. `rates`: one a label, or one alone for an average.
assay_status_t assay_confusion_rates(
    const assay_confusion_t *confusion, int32_t average, const int64_t *labels,
    int64_t label_count, double beta, int32_t undefined, assay_rates_t *rates,
    assay_error_t *error);

/// The counts of each label against the rest, four a label: true negatives, false positives, false
/// negatives, true positives. Of all classes if no labels are given.
assay_status_t assay_confusion_counts(
    const assay_confusion_t *confusion, const int64_t *labels, int64_t label_count, double *counts,
    assay_error_t *error);

/// By how much a prediction changes the odds of the class `positive`; NaN where undefined.
assay_status_t assay_confusion_likelihood_ratios(
    const assay_confusion_t *confusion, int64_t positive, double *of_positive,
    double *of_negative, assay_error_t *error);

/// Precision, recall, F1 and support of each label and their averages, as text.
///
/// `names`: what to call each label, in UTF-8; NULL for the integers. Free the text with
/// `assay_free`.
assay_status_t assay_confusion_report(
    const assay_confusion_t *confusion, const int64_t *labels, int64_t label_count,
    const char *const *names, int32_t digits, int32_t undefined, char **text,
    assay_error_t *error);

// MARK: - Sets of labels

/// Counts of rows that may have several labels at once, or none.
typedef struct assay_label_sets assay_label_sets_t;

/// Statistics of no rows yet, over `label_count` labels.
assay_status_t assay_label_sets_create(
    int64_t label_count, assay_label_sets_t **result, assay_error_t *error);

/// Frees statistics.
void assay_label_sets_free(assay_label_sets_t *sets);

/// Adds rows: for each label of each row a byte, 0 or not 0.
assay_status_t assay_label_sets_update(
    assay_label_sets_t *sets, const uint8_t *truth, const uint8_t *predictions, int64_t rows,
    const double *weights, assay_error_t *error);

/// A number read from all rows.
typedef enum assay_label_sets_reading {
  ASSAY_SUBSET_ACCURACY = 0,
  ASSAY_EXACT_MATCHES = 1,
  ASSAY_SUBSET_ZERO_ONE_LOSS = 2,
  ASSAY_ROWS_IN_ERROR = 3,
  ASSAY_HAMMING_LOSS = 4,
} assay_label_sets_reading_t;

/// Reads one number.
assay_status_t assay_label_sets_read(
    const assay_label_sets_t *sets, int32_t reading, double *value, assay_error_t *error);

/// The rates of each label, or their average; see `assay_confusion_rates`.
assay_status_t assay_label_sets_rates(
    const assay_label_sets_t *sets, int32_t average, double beta, int32_t undefined,
    assay_rates_t *rates, assay_error_t *error);

/// The counts of each label, four a label; see `assay_confusion_counts`.
assay_status_t assay_label_sets_counts(
    const assay_label_sets_t *sets, double *counts, assay_error_t *error);

/// Precision, recall, F1 and support of each label and their averages, as text.
assay_status_t assay_label_sets_report(
    const assay_label_sets_t *sets, const char *const *names, int32_t digits, int32_t undefined,
    char **text, assay_error_t *error);

/// The counts of each row over its labels, four a row; see `assay_confusion_counts`.
assay_status_t assay_samplewise_counts(
    const uint8_t *truth, const uint8_t *predictions, int64_t rows, int64_t label_count,
    const double *weights, double *counts, assay_error_t *error);

// MARK: - Scores of two classes

/// The area under the ROC curve; NaN unless there are rows of both classes.
///
/// `is_positive`: a byte for each row, 0 or not 0. `type`: of the scores, float or double.
/// `maximum_rate`: the false-positive rate up to which the area is taken, standardised as McClish
/// does; 1 for the whole.
assay_status_t assay_roc_auc(
    const uint8_t *is_positive, const void *scores, int32_t type, int64_t rows,
    const double *weights, double maximum_rate, double *value, assay_error_t *error);

/// Average precision; 0 without rows of the positive class.
assay_status_t assay_average_precision(
    const uint8_t *is_positive, const void *scores, int32_t type, int64_t rows,
    const double *weights, double *value, assay_error_t *error);

/// The points of a curve, column by column.
typedef struct assay_curve assay_curve_t;

/// Which curve, and its columns in order.
typedef enum assay_curve_kind {
  ASSAY_ROC = 0,              ///< False-positive rates, true-positive rates, thresholds descending.
  ASSAY_PRECISION_RECALL = 1, ///< Precisions, recalls, thresholds ascending, one fewer.
  ASSAY_DET = 2,              ///< False-positive rates, false-negative rates, thresholds ascending.
  ASSAY_COUNTS = 3, ///< True negatives, false positives, false negatives, true positives, thresholds.
} assay_curve_kind_t;

/// Walks the thresholds of scores. `drops_intermediate`: whether to leave out points that do not
/// bend the curve.
assay_status_t assay_curve_create(
    int32_t kind, const uint8_t *is_positive, const void *scores, int32_t type, int64_t rows,
    const double *weights, bool drops_intermediate, assay_curve_t **result,
    assay_error_t *error);

/// Frees a curve.
void assay_curve_free(assay_curve_t *curve);

/// The length of a column; 0 for a column that is not there.
int64_t assay_curve_length(const assay_curve_t *curve, int32_t column);

/// Writes a column: `assay_curve_length` numbers.
assay_status_t assay_curve_column(
    const assay_curve_t *curve, int32_t column, double *values, assay_error_t *error);

/// The area under points by the trapezoidal rule; `x` rises or falls all along.
assay_status_t assay_auc(
    const double *x, const double *y, int64_t points, double *value, assay_error_t *error);

// MARK: - Scores of several classes, and of sets of labels

/// How the areas of several classes are taken.
typedef enum assay_multi_class {
  ASSAY_ONE_VS_REST = 0,
  ASSAY_ONE_VS_ONE = 1, ///< Of the classes that occur, without weights.
} assay_multi_class_t;

/// The areas under the ROC curves of several classes.
///
/// `positions`: the class of each row, from 0. `scores`: one a class in each row, of `type`, adding
/// up to 1. `values`: one a class for `ASSAY_PER_LABEL`, else one.
assay_status_t assay_class_roc_auc(
    const int32_t *positions, const void *scores, int32_t type, int64_t rows, int64_t class_count,
    const double *weights, int32_t multi_class, int32_t average, double *values,
    assay_error_t *error);

/// The areas under the ROC curves of labels that a row may have several of.
///
/// `truth`: for each label of each row a byte, 0 or not 0.
assay_status_t assay_label_roc_auc(
    const uint8_t *truth, const void *scores, int32_t type, int64_t rows, int64_t label_count,
    const double *weights, double maximum_rate, int32_t average, double *values,
    assay_error_t *error);

/// The average precisions of labels that a row may have several of; of one column, of that.
assay_status_t assay_label_average_precision(
    const uint8_t *truth, const void *scores, int32_t type, int64_t rows, int64_t label_count,
    const double *weights, int32_t average, double *values, assay_error_t *error);

// MARK: - Losses

/// The mean surprise at the truth, or its sum unless `normalized`.
///
/// `positions`: the class of each row, from 0. `probabilities`: of `type`, `width` a row: one, of the
/// class at position 1, or one for each class.
assay_status_t assay_log_loss(
    const int32_t *positions, const void *probabilities, int32_t type, int64_t rows, int64_t width,
    const double *weights, bool normalized, double *value, assay_error_t *error);

/// The mean squared distance from the truth, halved if asked.
assay_status_t assay_brier_score(
    const int32_t *positions, const void *probabilities, int32_t type, int64_t rows, int64_t width,
    const double *weights, bool halved, double *value, assay_error_t *error);

/// How much of the log loss of always giving the classes' frequencies is saved; at most 1.
assay_status_t assay_d2_log_loss(
    const int32_t *positions, const void *probabilities, int32_t type, int64_t rows, int64_t width,
    const double *weights, double *value, assay_error_t *error);

/// How much of the Brier score of always giving the classes' frequencies is saved; at most 1.
assay_status_t assay_d2_brier_score(
    const int32_t *positions, const void *probabilities, int32_t type, int64_t rows, int64_t width,
    const double *weights, double *value, assay_error_t *error);

/// The first row whose probabilities do not add up to 1, −1 if there is none, and its sum.
assay_status_t assay_unnormalized_row(
    const void *probabilities, int32_t type, int64_t rows, int64_t width, int64_t *row,
    double *sum, assay_error_t *error);

/// The mean hinge loss: of two classes with one decision a row, else Crammer and Singer's.
assay_status_t assay_hinge_loss(
    const int32_t *positions, const void *decisions, int32_t type, int64_t rows, int64_t width,
    const double *weights, double *value, assay_error_t *error);

/// The part of rows whose class is among the `k` of greatest score, or their weight unless
/// `normalized`. `width`: 1 for two classes, else the class count.
assay_status_t assay_top_k_accuracy(
    const int32_t *positions, const void *scores, int32_t type, int64_t rows, int64_t width,
    int64_t k, const double *weights, bool normalized, double *value, assay_error_t *error);

// MARK: - Rankings

/// The mean discounted gain of ranking a row's items by their scores.
///
/// `k`: how many of the best places count; 0 for all. `log_base`: of the discount.
assay_status_t assay_dcg(
    const double *relevances, const void *scores, int32_t type, int64_t rows, int64_t width,
    int64_t k, double log_base, bool ignores_ties, const double *weights, double *value,
    assay_error_t *error);

/// The mean part of the best possible discounted gain.
assay_status_t assay_ndcg(
    const double *relevances, const void *scores, int32_t type, int64_t rows, int64_t width,
    int64_t k, bool ignores_ties, const double *weights, double *value, assay_error_t *error);

/// A number about how a row's relevant labels are ranked by their scores.
typedef enum assay_label_ranking {
  ASSAY_COVERAGE_ERROR = 0,
  ASSAY_LABEL_RANKING_AVERAGE_PRECISION = 1,
  ASSAY_LABEL_RANKING_LOSS = 2,
} assay_label_ranking_t;

/// Reads how relevant labels are ranked; `truth` is a byte for each label of each row.
assay_status_t assay_label_ranking(
    int32_t reading, const uint8_t *truth, const void *scores, int32_t type, int64_t rows,
    int64_t width, const double *weights, double *value, assay_error_t *error);

// MARK: - Calibration

/// How bins are laid.
typedef enum assay_binning {
  ASSAY_UNIFORM = 0,  ///< Of equal width.
  ASSAY_QUANTILE = 1, ///< Of about equally many rows.
} assay_binning_t;

/// The reliability curve: for each bin with rows the frequency of the positive class, the mean
/// probability, the rows (columns 0, 1, 2), and the ends of the Wilson interval of the frequency at
/// `level` (columns 3, 4; NaN under weights that leave none).
assay_status_t assay_calibration_curve(
    const uint8_t *is_positive, const void *probabilities, int32_t type, int64_t rows,
    int64_t bin_count, int32_t binning, double level, const double *weights,
    assay_curve_t **result, assay_error_t *error);

/// The expected and the maximum distance of probability and frequency, over bins.
assay_status_t assay_calibration_errors(
    const uint8_t *is_positive, const void *probabilities, int32_t type, int64_t rows,
    int64_t bin_count, int32_t binning, const double *weights, double *expected, double *maximum,
    assay_error_t *error);

// MARK: - Uncertainty

/// A number, how sure it is, and how that was found.
typedef struct assay_estimate {
  double value;
  double low;       ///< The lower end of the interval; NaN without one.
  double high;      ///< The upper end; NaN without one.
  double level;     ///< How often such intervals hold the truth.
  char method[64];  ///< How the interval was found, as UTF-8 that ends with a zero.
  char missing[128]; ///< Why there is no interval; empty with one.
} assay_estimate_t;

/// A metric of a confusion matrix with its interval.
///
/// `metric`: its name (accuracy, balanced_accuracy, precision, recall, specificity, f1, jaccard,
/// cohen_kappa, matthews_corrcoef, macro_f1 …; scikit-learn's where it has one). `positive`: the
/// positive class. `resamples` and `seed`: of the bootstrap, where the interval is found by one.
assay_status_t assay_confusion_estimate(
    const assay_confusion_t *confusion, const char *metric, int64_t positive, double level,
    int64_t resamples, uint64_t seed, assay_estimate_t *estimate, assay_error_t *error);

/// A metric of scores or probabilities of two classes with its interval: roc_auc (DeLong's, on the
/// logit scale), average_precision, log_loss or brier_score.
assay_status_t assay_score_estimate(
    const uint8_t *is_positive, const void *scores, int32_t type, int64_t rows,
    const double *weights, const char *metric, double level, int64_t resamples, uint64_t seed,
    assay_estimate_t *estimate, assay_error_t *error);

/// Whether predictions are better than chance and than always answering the most frequent class.
typedef struct assay_verdict {
  double chance_accuracy;   ///< Of guessing with the classes' frequencies.
  double majority_accuracy; ///< Of always answering the most frequent class.
  double p_chance;          ///< How probable agreement as great is by chance alone.
  double p_majority;        ///< How probable it is that the difference to the constant is chance.
} assay_verdict_t;

/// Judges a matrix of whole rows against chance and the most frequent class. `text`, if not NULL,
/// gets the verdict in words; free it with `assay_free`.
assay_status_t assay_confusion_verdict(
    const assay_confusion_t *confusion, assay_verdict_t *verdict, char **text,
    assay_error_t *error);

// MARK: - Two models on the same rows

/// How two models compare on the same rows.
typedef struct assay_comparison {
  double first;      ///< The first model's number.
  double second;     ///< The second's.
  double difference; ///< First minus second.
  double low;        ///< The lower end of the difference's interval; NaN without one.
  double high;       ///< The upper end; NaN without one.
  double p_value;    ///< Two-sided, of no difference; NaN without a test.
  char method[64];   ///< The test, as UTF-8 that ends with a zero.
} assay_comparison_t;

/// Compares the accuracy of two models by McNemar's test, exact (mid-p if asked).
assay_status_t assay_compare_predictions(
    const void *truth, const void *first, const void *second, int32_t type, int64_t rows,
    bool mid_p, double level, assay_comparison_t *comparison, assay_error_t *error);

/// Compares the ROC AUC of two models by DeLong's paired test.
assay_status_t assay_compare_scores(
    const uint8_t *is_positive, const void *first, const void *second, int32_t type, int64_t rows,
    double level, assay_comparison_t *comparison, assay_error_t *error);

// MARK: - Thresholds

/// What a threshold should be best at.
typedef enum assay_threshold_rule {
  ASSAY_BEST_YOUDEN = 0, ///< Recall + specificity − 1.
  ASSAY_BEST_F1 = 1,
  ASSAY_BEST_ACCURACY = 2,
  ASSAY_BEST_BALANCED_ACCURACY = 3,
  ASSAY_BEST_MATTHEWS_CORRELATION = 4,
  ASSAY_LEAST_COST = 5,          ///< `first`: the cost of a false positive, `second`: of a missed one.
  ASSAY_RECALL_AT_LEAST = 6,     ///< The best precision with recall of at least `first`.
  ASSAY_PRECISION_AT_LEAST = 7,  ///< The best recall with precision of at least `first`.
  ASSAY_ALERTS_AT_MOST = 8,      ///< The best recall with at most `first` positive answers.
} assay_threshold_rule_t;

/// A threshold, and what it does on the rows it was chosen on.
typedef struct assay_threshold {
  double threshold; ///< Positive from here on.
  double value;     ///< What the rule is best at, there.
  double true_negatives;
  double false_positives;
  double false_negatives;
  double true_positives;
} assay_threshold_t;

/// Chooses the threshold by a rule. A row is positive when its score is at least the threshold.
assay_status_t assay_best_threshold(
    const uint8_t *is_positive, const void *scores, int32_t type, int64_t rows,
    const double *weights, int32_t rule, double first, double second,
    assay_threshold_t *threshold, assay_error_t *error);

#ifdef __cplusplus
}
#endif

#endif
