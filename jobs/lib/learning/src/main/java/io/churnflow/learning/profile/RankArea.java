package io.churnflow.learning.profile;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// How well a column by itself ranks who leaves over who stays: the area under the ROC curve, the
/// share of pairs of one of each in which the leaver has the higher score, ties counting half.
final class RankArea {
  /// Rows of the average customer that each level is given when its rate is learnt.
  private static final double SMOOTHING = 10;

  private RankArea() {}

  /// With the number itself as the score, over the rows that have one.
  ///
  /// @return below 0.5 where leavers have the lower numbers; NaN without rows of both classes
  static double of(ValueSketch sketch) {
    return area(IntStream.range(0, sketch.size()).mapToObj(sketch::counts).toList());
  }

  /// With each level's churn rate in one half of the table as the score in the other half, the mean
  /// of both ways: a level of a single customer tells nothing.
  ///
  /// @return NaN without rows of both classes in both halves
  static double of(LevelTally tally) {
    return (judged(tally, 0) + judged(tally, 1)) / 2;
  }

  private static double judged(LevelTally tally, int half) {
    ClassCounts learnt =
        places(tally)
            .mapToObj(place -> tally.half(place, 1 - half))
            .reduce(ClassCounts.NONE, ClassCounts::plus);
    if (learnt.rows() == 0) {
      return Double.NaN;
    }
    double prior = (double) learnt.positives() / learnt.rows();
    return area(
        tied(
            places(tally)
                .mapToObj(place ->
                    new Scored(score(tally.half(place, 1 - half), prior), tally.half(place, half)))
                .sorted(Comparator.comparingDouble(Scored::score))
                .toList()));
  }

  private static IntStream places(LevelTally tally) {
    return IntStream.range(0, tally.size());
  }

  private static double score(ClassCounts learnt, double prior) {
    return (learnt.positives() + SMOOTHING * prior) / (learnt.rows() + SMOOTHING);
  }

  /// A level's rows and what they are ranked by.
  private record Scored(double score, ClassCounts counts) {}

  /// Levels of equal score as one.
  private static List<ClassCounts> tied(List<Scored> levels) {
    List<ClassCounts> groups = new ArrayList<>();
    for (int i = 0; i < levels.size(); i++) {
      boolean same = i > 0 && levels.get(i).score() == levels.get(i - 1).score();
      ClassCounts counts = levels.get(i).counts();
      if (same) {
        groups.set(groups.size() - 1, groups.getLast().plus(counts));
      } else {
        groups.add(counts);
      }
    }
    return groups;
  }

  /// @param groups rows of equal score, by rising score
  private static double area(List<ClassCounts> groups) {
    double pairs = 0;
    long before = 0;
    long positives = 0;
    for (ClassCounts group : groups) {
      pairs += (double) group.positives() * before + group.positives() * (group.negatives() / 2.0);
      before += group.negatives();
      positives += group.positives();
    }
    return positives == 0 || before == 0 ? Double.NaN : pairs / positives / before;
  }
}
