package io.churnflow.learning.profile;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.pipeline.ColumnType;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Makes of a column's tally its profile.
///
/// @param column what is profiled
/// @param rows of the table
record ColumnProfiler(ProfiledColumn column, long rows) {
  /// Categories that are listed; the others are put together.
  static final int MOST_CATEGORIES = 12;

  /// @param categories the texts of a category column's codes, otherwise none
  ColumnProfile of(ColumnTally tally, List<String> categories) {
    return switch (tally) {
      case NumberTally numbers when column.type() == ColumnType.BOOLEAN -> ofBooleans(numbers);
      case NumberTally numbers -> ofNumbers(numbers);
      case LevelTally levels -> ofLevels(levels, categories);
    };
  }

  private ColumnProfile ofNumbers(NumberTally tally) {
    ValueSketch sketch = tally.sketch();
    List<Ranges.Range> ranges = Ranges.ofEqualRows(sketch, tally.moments());
    List<Rate> rates =
        ranges.stream()
            .map(range -> Rate.range(end(range.low(), 1), end(range.high(), -1), range.counts()))
            .toList();
    List<ClassCounts> counts = ranges.stream().map(Ranges.Range::counts).toList();
    NumberSummary summary = sketch.size() == 0 ? null : NumberSummary.of(tally.moments(), sketch);
    boolean whole = column.type() == ColumnType.INTEGER;
    return new ColumnProfile(
        column.name(),
        column.type(),
        column.visibility(),
        rows,
        tally.missing().rows(),
        tally.distinctValues(),
        tally.countsDistinct(),
        mostFrequent(sketch),
        Association.of(withMissing(counts, tally.missing()), RankArea.of(sketch)),
        column.shown() ? summary : null,
        column.shown() && summary != null ? Histogram.of(sketch, summary, whole) : null,
        shown(rates, tally.missing()));
  }

  /// The end of a range; of whole numbers the nearest one in it.
  ///
  /// @param inwards 1 at the lower end, -1 at the upper one
  private double end(double value, int inwards) {
    if (column.type() != ColumnType.INTEGER) {
      return value;
    }
    return inwards > 0 ? Math.ceil(value) : Math.floor(value);
  }

  /// Only where every number has a cell of its own; there are few of any other column's.
  private static long mostFrequent(ValueSketch sketch) {
    return sketch.isExact()
        ? IntStream.range(0, sketch.size())
            .mapToLong(cell -> sketch.counts(cell).rows())
            .max()
            .orElse(0)
        : 0;
  }

  private ColumnProfile ofBooleans(NumberTally tally) {
    ValueSketch sketch = tally.sketch();
    List<Rate> rates = new ArrayList<>();
    List<ClassCounts> counts = new ArrayList<>();
    for (int cell = 0; cell < sketch.size(); cell++) {
      counts.add(sketch.counts(cell));
      rates.add(Rate.category(sketch.value(cell) == 0 ? "no (0)" : "yes (1)", sketch.counts(cell)));
    }
    Association association =
        Association.of(withMissing(counts, tally.missing()), RankArea.of(sketch));
    return ofLevels(tally, sketch.size(), mostFrequent(sketch), association, rates);
  }

  private ColumnProfile ofLevels(LevelTally tally, List<String> categories) {
    Comparator<Integer> byRows = Comparator.comparingLong(place -> -tally.level(place).rows());
    List<Integer> places =
        IntStream.range(0, tally.size())
            .filter(place -> tally.codes()[place] != CategoryColumn.MISSING)
            .boxed()
            .sorted(byRows.thenComparing(place -> categories.get(tally.codes()[place])))
            .toList();
    List<ClassCounts> counts = places.stream().map(tally::level).toList();
    long most = counts.isEmpty() ? 0 : counts.getFirst().rows();
    List<String> names =
        places.stream()
            .limit(MOST_CATEGORIES + 1L)
            .map(place -> categories.get(tally.codes()[place]))
            .toList();
    Association association =
        Association.of(withMissing(counts, tally.missing()), RankArea.of(tally));
    return ofLevels(tally, places.size(), most, association, rates(names, counts));
  }

  /// Of each category, the most frequent first; where there are many, the others put together.
  private static List<Rate> rates(List<String> names, List<ClassCounts> counts) {
    int listed = counts.size() <= MOST_CATEGORIES + 1 ? counts.size() : MOST_CATEGORIES;
    List<Rate> rates = new ArrayList<>();
    for (int i = 0; i < listed; i++) {
      rates.add(Rate.category(names.get(i), counts.get(i)));
    }
    if (listed < counts.size()) {
      ClassCounts others = counts.stream().skip(listed).reduce(ClassCounts.NONE, ClassCounts::plus);
      rates.add(Rate.others(counts.size() - listed, others));
    }
    return rates;
  }

  private ColumnProfile ofLevels(
      ColumnTally tally, int distinct, long most, Association association, List<Rate> rates) {
    return new ColumnProfile(
        column.name(),
        column.type(),
        column.visibility(),
        rows,
        tally.missing().rows(),
        distinct,
        true,
        most,
        association,
        null,
        null,
        shown(rates, tally.missing()));
  }

  private List<Rate> shown(List<Rate> rates, ClassCounts missing) {
    if (!column.shown()) {
      return List.of();
    }
    List<Rate> all = new ArrayList<>(rates);
    if (missing.rows() > 0) {
      all.add(Rate.missing(missing));
    }
    return all;
  }

  private static List<ClassCounts> withMissing(List<ClassCounts> levels, ClassCounts missing) {
    List<ClassCounts> all = new ArrayList<>(levels);
    all.add(missing);
    return all;
  }
}
