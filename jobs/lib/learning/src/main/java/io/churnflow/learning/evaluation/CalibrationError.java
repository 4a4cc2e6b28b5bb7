package io.churnflow.learning.evaluation;

/// How far probabilities are from the shares that they promise.
public final class CalibrationError {
  /// Bins of equal numbers of rows.
  public static final int BINS = 15;

  private CalibrationError() {}

  /// Expected calibration error (Naeini, Cooper and Hauskrecht 2015, with bins of equal mass): rows
  /// in the order of their probabilities are cut into 15 bins of equal size, through a row where
  /// need be; it is the mean, over the rows, of the distance between a bin's mean probability and
  /// its share of positives. Rows of equal probability have equal parts in their positives, so that
  /// their order does not matter.
  ///
  /// @param labels 1 or 0 a row
  /// @param probabilities one a row, in [0, 1]
  public static double expected(byte[] labels, double[] probabilities) {
    Ranking ranking = Ranking.of(labels, probabilities);
    double[] difference = new double[BINS];
    double rows = labels.length;
    double before = 0;
    for (int place = 0; place < ranking.size(); place++) {
      double end = ranking.called(place);
      int caught =
          ranking.truePositives()[place] - (place == 0 ? 0 : ranking.truePositives()[place - 1]);
      double distance = ranking.scores()[place] - caught / (end - before);
      while (before < end) {
        int bin = Math.min((int) (before * BINS / rows), BINS - 1);
        double next =
            bin == BINS - 1
                ? end
                : Math.min(end, Math.max((bin + 1) * rows / BINS, Math.nextUp(before)));
        difference[bin] += (next - before) * distance;
        before = next;
      }
    }
    double error = 0;
    for (double bin : difference) {
      error += Math.abs(bin);
    }
    return error / rows;
  }
}
