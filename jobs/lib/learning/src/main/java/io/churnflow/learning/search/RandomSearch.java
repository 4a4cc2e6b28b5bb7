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
    int trials = Math.max(training.trials(spec), 1);
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
    List<Scored> best = new ArrayList<>(1);
    List<Trial> trials =
        measured(
            fits,
            0,
            learners.size(),
            timeIsUp,
            next -> {
              done.accept(next.trial);
              if (best.isEmpty() || isBetter(next.trial, best.getFirst().trial)) {
                best.clear();
                best.add(next);
              }
            });
    return found(fits, trials, best.getFirst());
  }

  /// Measures some of the trials, as [#run] would, where others are measured elsewhere.
  ///
  /// @param from the first one's place, from 0
  /// @param to the place after the last one
  /// @param timeIsUp as for [#run]
  /// @param done told of each trial
  public List<Trial> part(
      FoldFits fits, int from, int to, BooleanSupplier timeIsUp, Consumer<Trial> done) {
    return measured(fits, from, to, timeIsUp, next -> done.accept(next.trial));
  }

  /// Fits the best of the trials that were measured elsewhere: what [#run] would have found.
  ///
  /// @param trials in their order
  /// @throws IllegalStateException where the best one measures otherwise here
  public Found finish(FoldFits fits, List<Trial> trials) {
    Trial best = trials.getFirst();
    for (Trial next : trials) {
      best = isBetter(next, best) ? next : best;
    }
    Scored again = scored(fits, best.number() - 1);
    if (!again.trial.equals(best)) {
      throw new IllegalStateException(
          "trial %d: expected what was measured elsewhere, %s, found %s"
              .formatted(best.number(), best, again.trial));
    }
    return found(fits, trials, again);
  }

  private Found found(FoldFits fits, List<Trial> trials, Scored best) {
    CrossFit fit = CrossFit.of(fits, new Recipe(best.settled, mostFeatures), best.scores);
    return new Found(fit, trials, best.trial);
  }

  /// Measures the first trial, then as many side by side as there are threads.
  private List<Trial> measured(
      FoldFits fits, int from, int to, BooleanSupplier timeIsUp, Consumer<Scored> done) {
    List<Trial> trials = new ArrayList<>();
    int most = fits.sideBySide() ? fits.context().workers().threads() : 1;
    int next = from;
    while (next < to && (trials.isEmpty() || !timeIsUp.getAsBoolean())) {
      int first = next;
      int batch = trials.isEmpty() ? 1 : Math.min(most, to - first);
      for (Scored scored : fits.context().workers().map(batch, i -> scored(fits, first + i))) {
        trials.add(scored.trial);
        done.accept(scored);
      }
      next = first + batch;
    }
    return trials;
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
