package io.churnflow.jobs.monitorperformance;

import io.churnflow.learning.Labels;
import io.churnflow.learning.evaluation.Predictions;
import java.util.List;

/// Probabilities beside what came true.
///
/// @param probabilities one a row
/// @param labels 1 or 0 a row
/// @param threshold a row is called positive where its probability is at least this
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record LabelledRows(double[] probabilities, byte[] labels, double threshold) {

  /// The rows of one version's batches behind each other; a version has one threshold.
  ///
  /// @param parts at least one
  static LabelledRows together(List<LabelledRows> parts) {
    int size = parts.stream().mapToInt(part -> part.labels().length).sum();
    double[] probabilities = new double[size];
    byte[] labels = new byte[size];
    int place = 0;
    for (LabelledRows part : parts) {
      int length = part.labels().length;
      System.arraycopy(part.probabilities(), 0, probabilities, place, length);
      System.arraycopy(part.labels(), 0, labels, place, length);
      place += length;
    }
    return new LabelledRows(probabilities, labels, parts.getFirst().threshold());
  }

  int size() {
    return labels.length;
  }

  int positives() {
    return Labels.positives(labels);
  }

  /// Whether there is enough to measure: so many leavers, and one who has stayed.
  boolean suffice(int minimumPositives) {
    return positives() >= minimumPositives && positives() < size();
  }

  Predictions predictions() {
    return new Predictions(probabilities, threshold);
  }
}
