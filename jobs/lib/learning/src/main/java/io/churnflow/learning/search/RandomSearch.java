package io.churnflow.learning.search;

import io.churnflow.contracts.pipeline.Metric;
import io.churnflow.contracts.pipeline.ModelSpec;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.SearchRange;
import io.churnflow.contracts.pipeline.Training;
import io.churnflow.learning.CrossFit;
import io.churnflow.learning.FoldFits;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Recipe;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/// Tries parameters on the same folds, and fits the best on all rows.
///
/// The best has the best mean of the metric; of equal ones the one of fewer steps (trees), then the
/// earlier one. Trials are done in order, a few at a time: where time runs out, those done are the
/// first ones.
///
/// @param learners one a trial, the pipeline file's own first
/// @param mostFeatures most columns of a model
/// @param metric chooses
public record RandomSearch(List<Learner> learners, int mostFeatures, Metric metric) {

  public RandomSearch {
    learners = List.copyOf(learners);
  }

  /// The search that a pipeline file asks for, for one of its candidates.
  ///
  /// @throws IllegalArgumentException for parameters that the algorithm does not take
  public static RandomSearch of(Pipeline pipeline, ModelSpec spec) {
    Training training = pipeline.training();
    Map<String, Object> given = new TreeMap<>(spec.parameters());
    given.putIfAbsent("class_weight", training.classWeight().name().toLowerCase(Locale.ROOT));
    int trials = Math.max(training.search().trials(), 1);
    List<Learner> learners = draw(spec.algorithm(), given, spec.space(), trials, training.seed());
    Integer most = pipeline.features().max();
    return new RandomSearch(learners, most == null ? Recipe.ALL : most, training.metric());
  }

  /// Draws the trials of a search.
  ///
  /// @param given the pipeline file's own parameters
  /// @param space where to look; the algorithm's own where it is empty
  /// @param count how many trials, the file's own parameters among them; at least 1
  /// @throws IllegalArgumentException for parameters that the algorithm does not take
  static List<Learner> draw(
      String algorithm,
      Map<String, Object> given,
      Map<String, SearchRange> space,
      int count,
      long seed) {
    Learner own = Learner.of(algorithm, given);
    return Draws.of(given, space.isEmpty() ? own.space() : space, count, seed).stream()
        .map(parameters -> Learner.of(algorithm, parameters))
        .toList();
  }

  /// What a search came to.
  ///
  /// @param fit the best trial's
  /// @param trials those done, in order
  /// @param best of them
  public record Found(CrossFit fit, List<Trial> trials, Trial best) {}

  /// A trial that may still be the best.
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied
  private record Scored(Trial trial, Learner settled, double[] scores) {}

  /// Measures each trial and fits the best. One trial alone is fitted on all rows beside its folds.
  ///
  /// @param timeIsUp asked after the first trial, and then before each batch of as many as run side
  ///   by side
  /// @param done told of each trial
  public Found run(FoldFits fits, BooleanSupplier timeIsUp, Consumer<Trial> done) {
    if (learners.size() == 1) {
      CrossFit fit = CrossFit.of(fits, new Recipe(learners.getFirst(), mostFeatures));
      Trial only = trial(fits, 1, fit.outOfFold());
      done.accept(only);
      return new Found(fit, List.of(only), only);
    }
    List<Trial> trials = new ArrayList<>();
    Scored best = scored(fits, 0);
    trials.add(best.trial);
    done.accept(best.trial);
    while (trials.size() < learners.size() && !timeIsUp.getAsBoolean()) {
      int first = trials.size();
      int most = fits.sideBySide() ? fits.context().workers().threads() : 1;
      int batch = Math.min(most, learners.size() - first);
      for (Scored next : fits.context().workers().map(batch, i -> scored(fits, first + i))) {
        trials.add(next.trial);
        done.accept(next.trial);
        best = isBetter(next.trial, best.trial) ? next : best;
      }
    }
    CrossFit fit = CrossFit.of(fits, new Recipe(best.settled, mostFeatures), best.scores);
    return new Found(fit, trials, best.trial);
  }

  private Scored scored(FoldFits fits, int place) {
    double[] scores = new double[fits.labels().length];
    Learner settled = fits.scores(new Recipe(learners.get(place), mostFeatures), scores);
    return new Scored(trial(fits, place + 1, scores), settled, scores);
  }

  private Trial trial(FoldFits fits, int number, double[] scores) {
    Learner learner = learners.get(number - 1);
    FoldMetric measured = FoldMetric.of(metric, fits.labels(), scores, fits.folds());
    return new Trial(
        number, learner.parameters(), measured.mean(), measured.deviation(), learner.steps());
  }

  private boolean isBetter(Trial next, Trial best) {
    double gain = metric.gain(next.mean(), best.mean());
    return gain > 0 || (gain == 0 && next.steps() < best.steps());
  }
}
