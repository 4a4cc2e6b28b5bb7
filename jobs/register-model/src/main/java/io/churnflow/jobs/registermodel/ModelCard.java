package io.churnflow.jobs.registermodel;

import io.churnflow.contracts.ClassMetrics;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.RunOptions;
import java.util.Locale;
import java.util.Map;

/// The version's description in Markdown: what it is, how it measures, what it was made from.
final class ModelCard {
  private ModelCard() {}

  static String of(RunOptions run, Winner winner) {
    Pipeline pipeline = run.pipeline();
    Evaluation.Candidate measured = winner.measured();
    return """
    # %s: %s

    %s

    A customer is called a leaver where the probability is at least **%.4f** (chosen on out-of-fold predictions).

    %s
    Trained on %d rows (%d positive), measured on %d held-out rows (%d positive). The winner of %s was chosen
    by `%s` out of fold; nothing was chosen on the hold-out.

    Airflow run `%s`, commit `%s`, seed %d, features: %s.
    """
        .formatted(
            pipeline.name(),
            winner.algorithm(),
            pipeline.description(),
            winner.summary().threshold(),
            table(measured),
            measured.outOfFold().rows(),
            measured.outOfFold().positives(),
            measured.holdout().rows(),
            measured.holdout().positives(),
            candidates(winner.evaluation()),
            winner.evaluation().metric(),
            run.folder().runId().replace('`', '\''),
            winner.receipt().commit(),
            winner.summary().seed(),
            String.join(", ", winner.summary().features()));
  }

  private static String table(Evaluation.Candidate measured) {
    StringBuilder table =
        new StringBuilder("| metric | out of fold | hold-out |\n| --- | --- | --- |\n");
    ClassMetrics outOfFold = measured.outOfFold();
    Map<String, Double> holdout = measured.holdout().byName();
    outOfFold
        .byName()
        .forEach((name, value) ->
            table.append(
                String.format(
                    Locale.ROOT, "| %s | %.4f | %.4f |\n", name, value, holdout.get(name))));
    return table.toString();
  }

  private static String candidates(Evaluation evaluation) {
    return String.join(
        ", ", evaluation.candidates().stream().map(Evaluation.Candidate::algorithm).toList());
  }
}
