package io.churnflow.learning.profile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// What is suspicious about a table as a whole, or about columns beside each other.
///
/// @param profile of the table
/// @param copies groups of equal columns
record SuspiciousTable(TableProfile profile, List<List<String>> copies) {
  private static final double RARE = 0.05;
  private static final long FEW_POSITIVES = 200;
  private static final double MANY_COPIES = 0.01;

  Optional<Suspicion> rarePositives() {
    double share = profile.churnRate().value();
    if (share >= RARE && profile.positives() >= FEW_POSITIVES) {
      return Optional.empty();
    }
    return Optional.of(
        new Suspicion(
            Suspicion.Kind.RARE_POSITIVES,
            List.of(),
            Sentences.of(
                "Only %,d of %,d customers left (%.2f %%): accuracy says nothing here, and what is"
                    + " measured on a hold-out has wide intervals.",
                profile.positives(), profile.rows(), 100 * share)));
  }

  Optional<Suspicion> copiedColumns() {
    if (copies.isEmpty()) {
      return Optional.empty();
    }
    List<String> groups = copies.stream().map(group -> String.join(" = ", group)).toList();
    return Optional.of(
        new Suspicion(
            Suspicion.Kind.COPIED_COLUMNS,
            copies.stream().flatMap(List::stream).toList(),
            "Columns that equal another one in every row: %s.".formatted(Sentences.named(groups))));
  }

  Optional<Suspicion> copiedRows() {
    double share = (double) profile.copiedRows() / profile.rows();
    if (share < MANY_COPIES) {
      return Optional.empty();
    }
    return Optional.of(
        new Suspicion(
            Suspicion.Kind.COPIED_ROWS,
            List.of(),
            Sentences.of(
                "%,d rows (%.1f %%) equal an earlier one in every column but the id and the target:"
                    + " copies, or customers who are alike?",
                profile.copiedRows(), 100 * share)));
  }

  Optional<Suspicion> correlated() {
    List<Matrix.Pair> pairs = profile.matrix().pairs(Matrix.STRONG);
    if (pairs.isEmpty()) {
      return Optional.empty();
    }
    List<String> told =
        pairs.stream()
            .map(pair ->
                Sentences.of("%s and %s (%.2f)", pair.first(), pair.second(), pair.correlation()))
            .toList();
    return Optional.of(
        new Suspicion(
            Suspicion.Kind.CORRELATED,
            pairs.stream()
                .flatMap(pair -> Stream.of(pair.first(), pair.second()))
                .distinct()
                .toList(),
            "Strongly correlated, so that one of both adds little: %s."
                .formatted(Sentences.named(told))));
  }
}
