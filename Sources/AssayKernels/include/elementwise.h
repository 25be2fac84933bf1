// Functions of one or two numbers, applied to every element, and their derivatives.
#ifndef ASSAY_ELEMENTWISE_H
#define ASSAY_ELEMENTWISE_H

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

typedef enum {
  ASSAY_IDENTITY,
  ASSAY_NEGATE,
  ASSAY_ABSOLUTE,
  ASSAY_SQUARE,
  ASSAY_SQUARE_ROOT,
  ASSAY_RECIPROCAL,
  ASSAY_EXP,
  ASSAY_LOG,
  ASSAY_TANH,
  ASSAY_SIGMOID,
  ASSAY_RELU,
  ASSAY_LEAKY_RELU,  // parameter: the slope below zero
  ASSAY_ELU,         // parameter: alpha
  ASSAY_SELU,
  ASSAY_SOFTPLUS,
  ASSAY_SOFTSIGN,
  ASSAY_SILU,
  ASSAY_ADD_CONSTANT,       // parameter: the constant
  ASSAY_MULTIPLY_CONSTANT,  // parameter: the constant
} assay_function_t;

typedef enum {
  ASSAY_ADD,
  ASSAY_SUBTRACT,
  ASSAY_MULTIPLY,
  ASSAY_DIVIDE,
  ASSAY_MAXIMUM,
  ASSAY_MINIMUM,
} assay_operator_t;

// y[i] = f(x[i]). y may be x.
void assay_map(assay_function_t function, float parameter, const float *x, float *y, size_t n);

// dx[i] (+)= dy[i] · f′(x[i]), with y = f(x) at hand. dx may be dy.
void assay_map_pullback(assay_function_t function, float parameter, const float *x, const float *y,
                        const float *dy, float *dx, size_t n, bool accumulates);

// y[i] (+)= a[i·a_step] ∘ b[i·b_step] with steps 0 or 1. y may be a or b.
void assay_combine(assay_operator_t op, const float *a, size_t a_step, const float *b,
                   size_t b_step, float *y, size_t n, bool accumulates);

// Rows of x plus a vector, then a function of the result, in place: what follows a matrix product.
void assay_bias_activation(float *x, size_t rows, size_t columns, const float *bias,
                           assay_function_t function, float parameter);

#endif
