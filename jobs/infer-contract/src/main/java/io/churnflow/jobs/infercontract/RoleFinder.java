package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.UsageException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.ToIntFunction;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Finds id and target, by what was asked for, else by what cells and names say. What cannot be
/// told is asked for all at once.
final class RoleFinder {
  private static final int SHOWN = 12;
  private static final Pattern PREDICTED = Pattern.compile(Contract.PREDICTED_COLUMNS);

  private final TableProfile table;
  private final Option<String> target;
  private final Option<String> positive;
  private final Option<String> id;
  private final List<String> questions = new ArrayList<>();

  RoleFinder(
      TableProfile table, Option<String> target, Option<String> positive, Option<String> id) {
    this.table = table;
    this.target = target;
    this.positive = positive;
    this.id = id;
  }

  /// @throws UsageException with every question at once
  Roles find() {
    Optional<ColumnProfile> predicted = target();
    Optional<String> value = predicted.flatMap(this::positive);
    Optional<ColumnProfile> identity = id(predicted);
    if (predicted.isEmpty() || value.isEmpty() || identity.isEmpty()) {
      throw new UsageException(String.join("; ", questions));
    }
    List<String> values = predicted.get().texts().texts();
    String other = values.get(values.indexOf(value.get()) == 0 ? 1 : 0);
    return new Roles(identity.get().name(), new Target(predicted.get().name(), value.get(), other));
  }

  private <T> Optional<T> ask(Option<String> option, String question) {
    questions.add(String.valueOf(option.refuse(question).getMessage()));
    return Optional.empty();
  }

  private Optional<ColumnProfile> target() {
    List<ColumnProfile> able = table.columns().stream().filter(RoleFinder::mayBeTarget).toList();
    Optional<String> asked = target.given();
    if (asked.isEmpty()) {
      return likeliest(able, column -> Words.likeTarget(column.name()))
          .or(() ->
              ask(
                  target,
                  able.isEmpty()
                      ? "expected a column to predict, with two values and no cell missing, found none"
                      : "expected the column to predict (and --positive, its value for a customer who left), found several that may be it: "
                          + names(able)));
    }
    Optional<ColumnProfile> found = table.find(asked.get());
    if (found.isPresent() && mayBeTarget(found.get())) {
      return found;
    }
    return ask(
        target,
        "expected a column with two values and no cell missing, found '%s', %s; such are: %s"
            .formatted(
                asked.get(),
                found.map(RoleFinder::whyNoTarget).orElse("which is no column"),
                names(able)));
  }

  private static boolean mayBeTarget(ColumnProfile column) {
    return column.empty() == 0
        && !column.name().isEmpty()
        && !column.name().equals(Contract.PROBABILITY)
        && column.texts().size() == 2
        && column.texts().texts().stream().noneMatch(String::isBlank);
  }

  private static String whyNoTarget(ColumnProfile column) {
    if (column.empty() > 0) {
      return "with %d cells missing".formatted(column.empty());
    }
    return column.texts().areMany()
        ? "with more than %d values".formatted(DistinctTexts.MOST)
        : "with %d values".formatted(column.texts().size());
  }

  private Optional<String> positive(ColumnProfile column) {
    List<String> values = column.texts().texts();
    String both = "'%s' or '%s'".formatted(values.get(0), values.get(1));
    Optional<String> asked = positive.given();
    if (asked.isPresent()) {
      return values.contains(asked.get())
          ? asked
          : ask(
              positive,
              "expected a value of the column %s, %s, found '%s'"
                  .formatted(column.name(), both, asked.get()));
    }
    return byWords(values.get(0), values.get(1))
        .or(() ->
            ask(
                positive,
                "expected the value of the column %s for a customer who left, %s, found nothing that tells which"
                    .formatted(column.name(), both)));
  }

  private static Optional<String> byWords(String one, String other) {
    int signs =
        (Words.isPositive(one) ? 1 : 0)
            + (Words.isNegative(other) ? 1 : 0)
            - (Words.isPositive(other) ? 1 : 0)
            - (Words.isNegative(one) ? 1 : 0);
    return signs == 0 ? Optional.empty() : Optional.of(signs > 0 ? one : other);
  }

  private Optional<ColumnProfile> id(Optional<ColumnProfile> predicted) {
    List<ColumnProfile> able =
        table.columns().stream()
            .filter(column -> predicted.isEmpty() || column != predicted.get())
            .filter(this::mayBeId)
            .toList();
    Optional<String> asked = id.given();
    if (asked.isEmpty()) {
      return likeliest(able, column -> Words.likeId(column.name()))
          .or(() ->
              ask(
                  id,
                  able.isEmpty()
                      ? "expected a column that tells the rows apart, none of its cells missing or twice, found none: add one, such as a customer's or the row's number"
                      : "expected the column that tells the rows apart, found several that may be it: "
                          + names(able)));
    }
    Optional<ColumnProfile> found = table.find(asked.get());
    boolean fits =
        found.isPresent()
            && found.get().isUnique()
            && !PREDICTED.matcher(asked.get()).matches()
            && (predicted.isEmpty() || found.get() != predicted.get());
    return fits
        ? found
        : ask(
            id,
            "expected a column whose cells are all there and different, found '%s', %s; such are: %s"
                .formatted(asked.get(), found.map(this::whyNoId).orElse("no column"), names(able)));
  }

  private String whyNoId(ColumnProfile column) {
    return column.isUnique()
        ? "which is the target or named like a column of the predictions"
        : "with cells that are missing or stand twice";
  }

  private boolean mayBeId(ColumnProfile column) {
    ColumnKind kind = ColumnKind.of(column, table.dialect().decimalMark());
    return column.isUnique()
        && !column.name().isEmpty()
        && kind != ColumnKind.NUMBER
        && kind != ColumnKind.TIMESTAMP
        && !PREDICTED.matcher(column.name()).matches();
  }

  /// The one whose name speaks most for it; nothing where more than one does.
  private static Optional<ColumnProfile> likeliest(
      List<ColumnProfile> able, ToIntFunction<ColumnProfile> likeness) {
    int most = able.stream().mapToInt(likeness).max().orElse(0);
    List<ColumnProfile> best =
        able.stream().filter(column -> likeness.applyAsInt(column) == most).toList();
    return best.size() == 1 ? Optional.of(best.getFirst()) : Optional.empty();
  }

  private static String names(List<ColumnProfile> columns) {
    String shown =
        columns.stream().limit(SHOWN).map(ColumnProfile::name).collect(Collectors.joining(", "));
    int more = columns.size() - SHOWN;
    return columns.isEmpty() ? "none" : more > 0 ? shown + " and %d more".formatted(more) : shown;
  }
}
