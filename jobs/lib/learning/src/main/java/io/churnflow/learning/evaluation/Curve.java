package io.churnflow.learning.evaluation;

import java.util.Arrays;

/// Points of a curve for drawing, in the order of falling thresholds.
///
/// @param x one a point, in [0, 1]
/// @param y one a point, in [0, 1]
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: for drawing only
public record Curve(double[] x, double[] y) {
  /// A point is kept where it is this far from the last one kept, in either direction.
  private static final double STEP = 1.0 / 400;

  /// False positive rate (x) and true positive rate (y), from (0, 0) to (1, 1).
  public static Curve roc(byte[] labels, double[] scores) {
    Ranking ranking = Ranking.of(labels, scores);
    double[] x = new double[ranking.size() + 1];
    double[] y = new double[ranking.size() + 1];
    for (int place = 0; place < ranking.size(); place++) {
      x[place + 1] = (double) ranking.falsePositives()[place] / ranking.negatives();
      y[place + 1] = (double) ranking.truePositives()[place] / ranking.positives();
    }
    return new Curve(x, y).thinned();
  }

  /// Recall (x) and precision (y), from recall 0, where precision is given as 1, to recall 1.
  public static Curve precisionRecall(byte[] labels, double[] scores) {
    Ranking ranking = Ranking.of(labels, scores);
    double[] x = new double[ranking.size() + 1];
    double[] y = new double[ranking.size() + 1];
    y[0] = 1;
    for (int place = 0; place < ranking.size(); place++) {
      x[place + 1] = (double) ranking.truePositives()[place] / ranking.positives();
      y[place + 1] = (double) ranking.truePositives()[place] / ranking.called(place);
    }
    return new Curve(x, y).thinned();
  }

  /// Cumulative gains: share of all rows called (x) and share of the positives among them (y), from
  /// (0, 0) to (1, 1).
  public static Curve gains(byte[] labels, double[] scores) {
    Ranking ranking = Ranking.of(labels, scores);
    double[] x = new double[ranking.size() + 1];
    double[] y = new double[ranking.size() + 1];
    for (int place = 0; place < ranking.size(); place++) {
      x[place + 1] = (double) ranking.called(place) / labels.length;
      y[place + 1] = (double) ranking.truePositives()[place] / ranking.positives();
    }
    return new Curve(x, y).thinned();
  }

  /// Number of points.
  public int size() {
    return x.length;
  }

  /// Leaves out points that no eye could tell from their neighbours; the first and the last stay.
  private Curve thinned() {
    double[] keptX = new double[x.length];
    double[] keptY = new double[y.length];
    int kept = 0;
    for (int i = 0; i < x.length; i++) {
      boolean last = i == x.length - 1;
      if (kept == 0 || last || distance(i, keptX[kept - 1], keptY[kept - 1]) >= STEP) {
        keptX[kept] = x[i];
        keptY[kept++] = y[i];
      }
    }
    return new Curve(Arrays.copyOf(keptX, kept), Arrays.copyOf(keptY, kept));
  }

  private double distance(int point, double otherX, double otherY) {
    return Math.max(Math.abs(x[point] - otherX), Math.abs(y[point] - otherY));
  }
}
