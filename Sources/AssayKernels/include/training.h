// What a training step needs beside its layers: batches, losses, optimizers.
#ifndef ASSAY_TRAINING_H
#define ASSAY_TRAINING_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

// Row order[i] of x becomes row i of y.
void assay_gather_rows(const float *x, size_t width, const int32_t *order, size_t count, float *y);

// Binary cross-entropy of probabilities p against targets t, in rows of `width`, as Keras computes
// it: p is clipped to [1e-7, 1 − 1e-7], a row's loss is the mean over its columns. Returns the sum
// of the rows' losses, each times its weight where weights are given.
double assay_binary_cross_entropy(const float *p, const float *t, const float *weights,
                                  size_t rows, size_t width);

// dp (+)= scale · weight · ∂loss/∂p, zero where p was clipped.
void assay_binary_cross_entropy_pullback(const float *p, const float *t, const float *weights,
                                         float scale, float *dp, size_t rows, size_t width,
                                         bool accumulates);

// The same of logits x: max(x, 0) − x·t + log(1 + exp(−|x|)).
double assay_logistic_cross_entropy(const float *x, const float *t, const float *weights,
                                    size_t rows, size_t width);

// dx (+)= scale · weight · (p − t), with p = sigmoid(x) or, where `activated`, p = x.
void assay_logistic_cross_entropy_pullback(const float *x, bool activated, const float *t,
                                           const float *weights, float scale, float *dx,
                                           size_t rows, size_t width, bool accumulates);

// Categorical cross-entropy of probabilities, as Keras computes it: each row of p is divided by its
// sum and clipped to [1e-7, 1 − 1e-7]; a row's loss is −Σ t · log p. Returns the weighted sum.
double assay_categorical_cross_entropy(const float *p, const float *t, const float *weights,
                                       size_t rows, size_t width);
void assay_categorical_cross_entropy_pullback(const float *p, const float *t, const float *weights,
                                              float scale, float *dp, size_t rows, size_t width,
                                              bool accumulates);

// The same of log probabilities: −Σ t · x. dx (+)= scale · weight · (p · Σ t − t), with the
// probabilities p of the row.
double assay_log_probability_loss(const float *x, const float *t, const float *weights,
                                  size_t rows, size_t width);
void assay_softmax_cross_entropy_pullback(const float *p, const float *t, const float *weights,
                                          float scale, float *dx, size_t rows, size_t width,
                                          bool accumulates);

// One step of an optimizer over n parameters w with gradient g, with Keras's formulas. Slots that
// would become denormal become zero, on every machine alike: denormals are slow.

// w −= rate · g; with momentum m ← momentum · m − rate · g and w += m, or Nesterov's
// w += momentum · m − rate · g. m may be null without momentum.
void assay_sgd(float *w, const float *g, float *m, size_t n, float rate, float momentum,
               bool nesterov);

// m += (g − m)(1 − β₁); v += (g² − v)(1 − β₂); w −= decay · w; w −= alpha · m / (√v + ε).
void assay_adam(float *w, const float *g, float *m, float *v, size_t n, float alpha, float beta1,
                float beta2, float epsilon, float decay);

// v ← ρ v + (1 − ρ) g²; a ← ρ a + (1 − ρ) g where centred; step = rate · g / √(v − a² + ε);
// m ← momentum · m + step and w −= m with momentum, else w −= step. a and m may be null.
void assay_rmsprop(float *w, const float *g, float *v, float *m, float *a, size_t n, float rate,
                   float rho, float momentum, float epsilon);

#endif
