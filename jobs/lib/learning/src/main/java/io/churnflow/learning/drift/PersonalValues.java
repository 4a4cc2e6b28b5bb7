package io.churnflow.learning.drift;

import io.churnflow.contracts.drift.CategoryMarginal;
import io.churnflow.contracts.drift.Marginal;
import io.churnflow.contracts.drift.NumberMarginal;
import io.churnflow.contracts.drift.ReferenceColumn;
import io.churnflow.learning.IdDigests;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.IntStream;

/// Makes of a personal column's values what can be compared and does not tell them: the number of
/// the group that a number is in, the salted digest of a text.
final class PersonalValues {
  /// Groups of numbers, of equal rows as far as equal numbers allow.
  private static final int GROUPS = 20;

  private PersonalValues() {}

  /// The upper ends of the groups but the last; none for texts.
  static List<Double> edges(Marginal marginal) {
    if (!(marginal instanceof NumberMarginal numbers)) {
      return List.of();
    }
    return IntStream.range(1, GROUPS)
        .mapToDouble(group -> Numbers.quantile(numbers, (double) group / GROUPS))
        .filter(edge -> !Double.isNaN(edge))
        .distinct()
        .boxed()
        .toList();
  }

  /// A column's values as the reference has them.
  ///
  /// @param raw the values themselves
  static Marginal hidden(Marginal raw, List<Double> edges, String salt) {
    return switch (raw) {
      case NumberMarginal numbers -> groups(numbers, edges);
      case CategoryMarginal texts -> digests(texts, salt);
    };
  }

  /// The same for a column that is there in clear.
  static Marginal as(ReferenceColumn column, Marginal raw, String salt) {
    return column.personal() ? hidden(raw, column.edges(), salt) : raw;
  }

  private static NumberMarginal groups(NumberMarginal numbers, List<Double> edges) {
    double[] ends = edges.stream().mapToDouble(Double::doubleValue).toArray();
    long[] rows = Numbers.rowsBetween(ends, numbers);
    int[] used = IntStream.range(0, rows.length).filter(group -> rows[group] > 0).toArray();
    return new NumberMarginal(
        numbers.missing(),
        0,
        Arrays.stream(used).asDoubleStream().toArray(),
        Arrays.stream(used).mapToLong(group -> rows[group]).toArray());
  }

  private static CategoryMarginal digests(CategoryMarginal texts, String salt) {
    Map<String, Long> counts = new TreeMap<>();
    Categories.byText(texts)
        .forEach((text, rows) ->
            counts.merge(
                HexFormat.of().toHexDigits(IdDigests.digest(salt, text)), rows, Long::sum));
    return Categories.of(texts.missing(), counts, texts.others());
  }
}
