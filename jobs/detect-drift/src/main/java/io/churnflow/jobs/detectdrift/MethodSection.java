package io.churnflow.jobs.detectdrift;

import io.churnflow.contracts.drift.BatchDrift;
import io.churnflow.contracts.pipeline.DriftPolicy;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import java.util.List;

/// What the verdicts mean, and how they are come to.
///
/// @param found what was found
record MethodSection(BatchDrift found) {

  List<Node> nodes() {
    DriftPolicy policy = found.policy();
    List<List<String>> levels =
        List.of(
            List.of("stable", "The effect is below %s.".formatted(Words.effect(policy.watch()))),
            List.of(
                "undecided",
                "The effect is over that, but with so few rows it may be chance; or the batch has fewer than %d rows."
                    .formatted(policy.minimumRows())),
            List.of(
                "watch",
                "The effect is from %s to %s, and chance does not explain it."
                    .formatted(Words.effect(policy.watch()), Words.effect(policy.act()))),
            List.of(
                "act",
                "The effect is at least %s, and chance does not explain it."
                    .formatted(Words.effect(policy.act()))));
    return List.of(
        Node.of("h2", "What the verdicts mean"),
        Grid.ofTexts(List.of("Verdict", "Of a column, or of the score"), levels)
            .element()
            .classed("grid words"),
        Node.of(
            "p",
            "Of the batch: act where the score is to be acted upon, or a column with at least %s of what the model relies on; watch where anything else has changed."
                .formatted(Words.whole(policy.weight()))),
        Node.of("h2", "How this was counted"),
        Node.of("ul", words(policy).stream().map(word -> Node.of("li", word)).toList()));
  }

  private static List<String> words(DriftPolicy policy) {
    return List.of(
        "Effect: the population stability index over ten bins of equal rows of the reference (its"
            + " deciles; frequent numbers and categories have a bin of their own, categories below"
            + " 1 % are one bin, unseen ones another; an empty bin counts as 0.01 %), less what two"
            + " samples of one population have on the average, (bins − 1)(1/n + 1/m) (Yurdakul"
            + " 2018). So it does not grow as batches get smaller. Missing cells are measured by"
            + " themselves, in the two bins missing and given.",
        "Chance: p-values of Kolmogorov-Smirnov (numbers with more than ten different values), of chi-squared with bins of few expected rows joined (others), of Fisher's exact test (missing cells, values that training has not seen), adjusted for all tests of the batch after Benjamini and Hochberg 1995; at most %s."
            .formatted(policy.significance()),
        "The reference of a column are the rows that the model was trained on; that of the score"
            + " are the hold-out rows, which it has not seen.",
        "Drift says that the customers are others, not that the predictions are wrong: that is"
            + " known only when it is known who left.",
        "Values of personal columns are shown nowhere: their numbers are kept in groups, their"
            + " texts as digests.");
  }
}
