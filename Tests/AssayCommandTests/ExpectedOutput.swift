/// What the command prints, to the letter.
enum ExpectedOutput {
  /// `assay demo`.
  static let demo = """
    Two noisy circles
      1,000 points: 0 is the outer circle, 1 the inner one.
      Training half: 500 points to learn from, 252 outer and 248 inner.
      Test half:     500 points to judge by, 248 outer and 252 inner.

    The network
      2 inputs, 100 hidden units (ReLU), 1 output (sigmoid).
      401 numbers, learnt in 300 epochs of batches of 32 with Adam, seed 1.

    Accuracy on both halves
      training half  0.832   seen while learning
      test half      0.846   never learnt from: this one counts

    How good it is on the test half, and how sure that is
                     value   95 % interval
      Accuracy       0.846   0.812 – 0.875   right answers, of all
      Precision      0.860   0.811 – 0.898   of those called inner, the part that is
      Recall         0.829   0.778 – 0.871   of the inner ones, the part that is found
      F1             0.844   0.808 – 0.878   precision and recall in one number
      Cohen's kappa  0.692   0.628 – 0.756   agreement beyond luck: 0 guessing, 1 perfect
      ROC AUC        0.923   0.897 – 0.943   how often an inner point outscores an outer one

      The interval holds the values that 500 points do not rule out. Intervals of
      proportions are Wilson's, of ROC AUC DeLong's, the others from 2,000
      resamples of the matrix.

    Which were mistaken for which
             predicted
      truth    0    1
          0  214   34
          1   43  209

    Class by class
                    precision    recall  f1-score   support

                 0       0.83      0.86      0.85       248
                 1       0.86      0.83      0.84       252

          accuracy                           0.85       500
         macro avg       0.85      0.85      0.85       500
      weighted avg       0.85      0.85      0.85       500

    Would another threshold be better?
      A point is called inner when its score is at least 0.5. On the training half
      0.375 gives the best accuracy, 0.844. On the test half it gives 0.838, where
      0.5 gives 0.846: a loss of 0.008 (−0.032 to +0.016), which may be luck.

    While it learnt
      Validation accuracy (85.0 %) is above training accuracy (83.4 %). Training
      figures are means over an epoch in which the weights still move, with
      dropout at work where there is any; validation comes after it, without.
      Between rows as few as these, luck alone makes up to 4.5 points.

    Verdict
      85 % right against 50 % for always saying 0: better than guessing (p <
      0.0001).

    Written to circles
      figures  scatter, learning-curves, decision-regions,
               roc, precision-recall, confusion-matrix (.svg)
      tables   predictions.csv, history.csv
      model    model.safetensors

    """

  /// `assay evaluate` of eight rows.
  static let evaluate = """
    p.csv
      8 rows · truth=y · score=p
      positive class: 1 (of 0, 1)

    How good the predictions are, and how sure that is
      8 rows · classes 0, 1 · positive class 1 (4, 50.0 %) · positive when score ≥ 0.5

                               value   95 % interval   found by
        Accuracy               0.75     0.41 to 0.93   Wilson
        Balanced accuracy      0.8      0.4  to 1.0    bootstrap
        Precision              0.8      0.3  to 1.0    Wilson
        Recall                 0.8      0.3  to 1.0    Wilson
        Specificity            0.8      0.3  to 1.0    Wilson
        F1                     0.8      0.3  to 1.0    bootstrap
        Jaccard index          0.6      0.2  to 1.0    bootstrap
        Cohen's kappa          0.5     -0.2  to 1.0    bootstrap
        Matthews correlation   0.5     -0.2  to 1.0    bootstrap
        ROC AUC                0.9      0.3  to 1.0    DeLong
        Average precision      0.92     0.67 to 1.00   bootstrap
        Log loss               0.46     0.18 to 0.74   normal
        Brier score            0.15     0.03 to 0.27   normal

        bootstrap: 2,000 resamples of the matrix, seed 1
        bootstrap of the curve: 2,000 resamples of the rows, seed 1
        DeLong: on the logit scale

                 predicted
                    0      1     right
        true 0      3      1    75.0 %
        true 1      1      3    75.0 %

      75 % right against 50 % for always saying 1: that may be luck (p = 0.31). If
      the lead is as large as it looks, about 48 rows would show it.

    Class by class
                    precision    recall  f1-score   support

                 0       0.75      0.75      0.75         4
                 1       0.75      0.75      0.75         4

          accuracy                           0.75         8
         macro avg       0.75      0.75      0.75         8
      weighted avg       0.75      0.75      0.75         8

    """

  /// `assay --help`.
  static let help = """
    OVERVIEW: Train a neural network, then know exactly how good it is.

    Start with the demo. It trains on two noisy circles in a blink, says how good
    the network is, and draws it:

      assay demo

    Results go to standard output; progress and warnings to standard error.
    Colour: --color, NO_COLOR, CLICOLOR_FORCE and TERM=dumb are honoured.

    Exit codes:
      0    all is well
      2    bad data, or a bad model
      64   wrong usage
      70   a fault of assay
      74   a file could not be read or written
      130  stopped by control-C

    USAGE: assay <subcommand>

    OPTIONS:
      --version               Show the version.
      -h, --help              Show help information.

    SUBCOMMANDS:
      demo                    Train on two noisy circles, and judge the network.
      train                   Train a classifier on a table, and judge it.
      predict                 Answer for the rows of a table, in labels.
      evaluate                Judge predictions in a table.
      data                    Make points of two or more classes, as scikit-learn
                              does.

      See 'assay help <subcommand>' for detailed help.

    """
}
