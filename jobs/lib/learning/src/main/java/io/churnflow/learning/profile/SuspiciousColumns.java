package io.churnflow.learning.profile;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.learning.leaks.SingleColumns;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// What is suspicious about columns by themselves.
///
/// @param profile of the table
record SuspiciousColumns(TableProfile profile) {
  /// From this Cramér's V on a column decides the target, in whatever way.
  private static final double DECIDES = 0.9;

  private static final double NEARLY_ALL = 0.995;
  private static final double NEARLY_DISTINCT = 0.95;
  private static final long ENOUGH_ROWS = 100;
  private static final double MOSTLY = 0.5;
  private static final long FEW_MISSING = 30;
  private static final int MANY = 50;
  private static final double MANY_OUTLIERS = 0.1;

  Optional<Suspicion> leaking() {
    return columns(
        Suspicion.Kind.LEAKING,
        column ->
            column.association().strength() > SingleColumns.SUSPICIOUS
                || column.association().cramersV() > DECIDES,
        column -> Sentences.of("AUC %.3f", column.association().strength()),
        "tells the target almost alone: is it known before the customer leaves?",
        "tell the target almost alone: are they known before the customer leaves?");
  }

  Optional<Suspicion> constant() {
    return columns(
        Suspicion.Kind.CONSTANT,
        column ->
            column.distinct() <= 1
                || (column.missing() == 0 && column.mostFrequent() >= NEARLY_ALL * profile.rows()),
        column ->
            column.distinct() == 0 ? "empty" : Sentences.of("%.1f %% are one value", share(column)),
        "is constant, or nearly: it can tell nothing.",
        "are constant, or nearly: they can tell nothing.");
  }

  private static double share(ColumnProfile column) {
    return 100.0 * column.mostFrequent() / Math.max(1, column.present());
  }

  Optional<Suspicion> idLike() {
    return columns(
        Suspicion.Kind.ID_LIKE,
        column ->
            (column.type() == ColumnType.CATEGORY || column.type() == ColumnType.INTEGER)
                && column.present() >= ENOUGH_ROWS
                && column.distinct() >= NEARLY_DISTINCT * column.present(),
        column -> Sentences.of("%,d values in %,d rows", column.distinct(), column.present()),
        "looks like an id: nearly every row has a value of its own.",
        "look like ids: nearly every row has a value of its own.");
  }

  Optional<Suspicion> mostlyMissing() {
    return columns(
        Suspicion.Kind.MOSTLY_MISSING,
        column -> column.missingShare() > MOSTLY,
        column -> Sentences.of("%.1f %%", 100 * column.missingShare()),
        "is missing in most rows.",
        "are missing in most rows.");
  }

  Optional<Suspicion> tellingMissing() {
    return columns(
        Suspicion.Kind.TELLING_MISSING,
        column -> missingRate(column).filter(this::differs).isPresent(),
        column -> Sentences.of("%.1f %% left", 100 * missingRate(column).orElseThrow().value()),
        Sentences.of(
            "has missing cells whose churn rate differs from the average of %.1f %%: why are they"
                + " missing?",
            100 * profile.churnRate().value()),
        Sentences.of(
            "have missing cells whose churn rate differs from the average of %.1f %%: why are they"
                + " missing?",
            100 * profile.churnRate().value()));
  }

  private static Optional<Estimate> missingRate(ColumnProfile column) {
    return column.rates().stream()
        .filter(rate -> rate.kind() == Rate.Kind.MISSING && rate.rows() >= FEW_MISSING)
        .map(Rate::rate)
        .filter(Objects::nonNull)
        .findFirst();
  }

  private boolean differs(Estimate rate) {
    double average = profile.churnRate().value();
    return rate.low() > average || rate.high() < average;
  }

  Optional<Suspicion> manyCategories() {
    return columns(
        Suspicion.Kind.MANY_CATEGORIES,
        column ->
            column.type() == ColumnType.CATEGORY
                && column.distinct() > MANY
                && column.distinct() < NEARLY_DISTINCT * column.present(),
        column -> Sentences.of("%,d", column.distinct()),
        "has many categories, most of them with few rows.",
        "have many categories, most of them with few rows.");
  }

  Optional<Suspicion> outliers() {
    return columns(
        Suspicion.Kind.OUTLIERS,
        column -> outlierShare(column) > MANY_OUTLIERS,
        column -> Sentences.of("%.1f %%", 100 * outlierShare(column)),
        "has many outliers (beyond Tukey's fences): errors, or a long tail?",
        "have many outliers (beyond Tukey's fences): errors, or long tails?");
  }

  private static double outlierShare(ColumnProfile column) {
    NumberSummary numbers = column.numbers();
    return numbers == null ? 0 : (double) numbers.outliers() / column.present();
  }

  private Optional<Suspicion> columns(
      Suspicion.Kind kind,
      Predicate<ColumnProfile> shows,
      Function<ColumnProfile, String> detail,
      String one,
      String several) {
    List<ColumnProfile> found = profile.columns().stream().filter(shows).toList();
    if (found.isEmpty()) {
      return Optional.empty();
    }
    List<String> told =
        found.stream()
            .map(column -> "%s (%s)".formatted(column.name(), detail.apply(column)))
            .toList();
    return Optional.of(
        new Suspicion(
            kind,
            found.stream().map(ColumnProfile::name).toList(),
            Sentences.named(told) + " " + (found.size() == 1 ? one : several)));
  }
}
