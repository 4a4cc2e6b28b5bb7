package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.pipeline.Pipeline;
import java.util.List;

/// Why an evaluation has no slices, or none by what may not be shown.
final class Unsliced {
  private Unsliced() {}

  /// A sentence for people who ask whether the model is fair.
  static String words(Pipeline pipeline) {
    List<String> withheld = pipeline.withheldSlices();
    if (!withheld.isEmpty()) {
      return "No slices by %s: personal values stand in no report, so nobody can see here whether the model does worse for some of these customers."
          .formatted(String.join(", ", withheld));
    }
    if (pipeline.evaluation().slices() != null) {
      return "No slices: the pipeline file asks for none (evaluation.slices), so nobody can see here whether the model does worse for some customers.";
    }
    return "No slices: no column is called after sex or age in English, and the pipeline file names none (evaluation.slices), so nobody can see here whether the model does worse for some customers.";
  }
}
