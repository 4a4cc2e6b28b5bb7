package io.churnflow.learning;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/// A partition of the rows into folds.
///
/// @param of each row's fold, from 0
/// @param count number of folds
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record Folds(int[] of, int count) {

  /// Folds of equal size with equal shares of positives, as far as whole rows allow: deals the
  /// positives and then the negatives out in a seeded random order.
  ///
  /// @param count at least 2
  /// @throws IllegalArgumentException where a class has fewer rows than there are folds
  public static Folds stratified(byte[] labels, int count, long seed) {
    int positives = Labels.positives(labels);
    int fewest = Math.min(positives, labels.length - positives);
    if (count < 2 || fewest < count) {
      throw new IllegalArgumentException(
          "folds: expected 2 or more, and as many rows of either class, found %d folds, %d positive and %d negative rows"
              .formatted(count, positives, labels.length - positives));
    }
    Randomness random = new Randomness(seed);
    int[] of = new int[labels.length];
    int dealt = 0;
    for (int label = 1; label >= 0; label--) {
      int wanted = label;
      int[] rows = IntStream.range(0, of.length).filter(row -> labels[row] == wanted).toArray();
      random.shuffle(rows);
      for (int row : rows) {
        of[row] = dealt++ % count;
      }
    }
    return new Folds(of, count);
  }

  /// Keeps rows of a group together. The groups are dealt out from the largest to the smallest, in
  /// a seeded random order among equals, each to the fold that has the least of all rows and of all
  /// positives so far.
  ///
  /// @param groups each row's group
  /// @throws IllegalArgumentException where a fold gets no row of one class
  public static Folds grouped(byte[] labels, String[] groups, int count, long seed) {
    Map<String, List<Integer>> byGroup = new LinkedHashMap<>();
    for (int row = 0; row < groups.length; row++) {
      byGroup.computeIfAbsent(groups[row], group -> new ArrayList<>()).add(row);
    }
    List<List<Integer>> members = new ArrayList<>(byGroup.values());
    int[] order = IntStream.range(0, members.size()).toArray();
    new Randomness(seed).shuffle(order);
    List<List<Integer>> largestFirst =
        IntStream.of(order)
            .mapToObj(members::get)
            .sorted(Comparator.comparingInt(group -> -group.size()))
            .toList();
    double perPositive = 1.0 / Math.max(1, Labels.positives(labels));
    double[] load = new double[count];
    int[] of = new int[labels.length];
    for (List<Integer> group : largestFirst) {
      int fold = least(load);
      for (int row : group) {
        of[row] = fold;
        load[fold] += 1.0 / labels.length + labels[row] * perPositive;
      }
    }
    return new Folds(of, count).requireBothClasses(labels, "groups");
  }

  private static int least(double[] load) {
    int least = 0;
    for (int fold = 1; fold < load.length; fold++) {
      least = load[fold] < load[least] ? fold : least;
    }
    return least;
  }

  /// Stretches of time of about equal numbers of rows; rows of equal time are together.
  ///
  /// @param times each row's time
  /// @throws IllegalArgumentException where a fold gets no row of one class
  public static Folds stretches(byte[] labels, double[] times, int count) {
    double[] sorted = Arrays.stream(times).sorted().toArray();
    double[] starts = new double[count];
    for (int fold = 0; fold < count; fold++) {
      starts[fold] = sorted[(int) ((long) fold * sorted.length / count)];
    }
    int[] of = new int[times.length];
    for (int row = 0; row < of.length; row++) {
      for (int fold = 1; fold < count && times[row] >= starts[fold]; fold++) {
        of[row] = fold;
      }
    }
    return new Folds(of, count).requireBothClasses(labels, "times");
  }

  private Folds requireBothClasses(byte[] labels, String what) {
    for (int fold = 0; fold < count; fold++) {
      int[] rows = inside(fold);
      int positives = Labels.positives(Labels.select(labels, rows));
      if (positives == 0 || positives == rows.length) {
        throw new IllegalArgumentException(
            "folds by %s: expected rows of both classes in each of %d folds, found %d positive of %d rows in fold %d"
                .formatted(what, count, positives, rows.length, fold + 1));
      }
    }
    return this;
  }

  /// The rows of a fold, ascending.
  public int[] inside(int fold) {
    return IntStream.range(0, of.length).filter(row -> of[row] == fold).toArray();
  }

  /// All other rows, ascending.
  public int[] outside(int fold) {
    return IntStream.range(0, of.length).filter(row -> of[row] != fold).toArray();
  }
}
