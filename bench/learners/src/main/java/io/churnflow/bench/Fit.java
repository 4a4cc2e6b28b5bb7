package io.churnflow.bench;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.churnflow.bench.Contestant.Scorer;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Metrics;
import io.churnflow.learning.explain.Explainer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/// Fits one learner several times on one table and prints what that took.
///
/// With `--shuffle` each fit but the first sees the rows in an order of its own: which rows bins
/// are read off is chance, and one fit's AUC with it.
@Command(
    name = "fit",
    mixinStandardHelpOptions = true,
    sortOptions = false,
    description = "Fits one learner and prints one line of JSON: seconds, AUC, memory.")
public final class Fit implements Callable<Integer> {
  @Mixin private FitOptions options = new FitOptions();

  /// Runs one measurement.
  public static void main(String[] args) {
    System.exit(new CommandLine(new Fit()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    // Smile's threads are those of the common pool, to which its caller adds itself.
    System.setProperty(
        "java.util.concurrent.ForkJoinPool.common.parallelism", "" + (options.threads() - 1));
    try (Workers workers = new Workers(options.threads())) {
      Contestant contestant = contestant(workers);
      Stopwatch reading = Stopwatch.start();
      Sample train = SampleReader.read(options.train());
      Sample test = SampleReader.read(options.test());
      if (options.ordinal()) {
        OrdinalCodes codes = OrdinalCodes.of(train.features());
        train = codes.apply(train);
        test = codes.apply(test);
      }
      print(measured(contestant, train, test, reading.seconds(), workers));
    }
    return 0;
  }

  private Measurement measured(
      Contestant contestant, Sample train, Sample test, double read, Workers workers) {
    Heap.reset();
    List<Double> seconds = new ArrayList<>();
    List<Double> areas = new ArrayList<>();
    Stopwatch first = Stopwatch.start();
    Scorer scorer = contestant.fit(train);
    seconds.add(first.seconds());
    Stopwatch scoring = Stopwatch.start();
    double[] probabilities = scorer.probabilities(test.features());
    double scored = scoring.seconds();
    areas.add(area(test, probabilities));
    for (int repetition = 1; repetition < options.repeat(); repetition++) {
      Sample rows = options.shuffle() ? train.shuffled(options.seed() + repetition) : train;
      Stopwatch fitting = Stopwatch.start();
      scorer = contestant.fit(rows);
      seconds.add(fitting.seconds());
      areas.add(area(test, scorer.probabilities(test.features())));
    }
    double peak = Heap.peak();
    double explained = options.explain() ? explainSeconds(scorer, test, workers) : 0;
    return new Measurement(
        options.learner(),
        train.labels().length,
        options.threads(),
        Runtime.version().toString(),
        read,
        seconds,
        scored,
        explained,
        areas,
        peak,
        LinearWeights.of(scorer));
  }

  private static double area(Sample test, double[] probabilities) {
    return Metrics.of(test.labels(), probabilities, 0.5).rocAuc();
  }

  private static double explainSeconds(Scorer scorer, Sample test, Workers workers) {
    if (!(scorer instanceof OurLearner.Fitted ours)) {
      throw new IllegalArgumentException("--explain: expected one of the jobs' learners");
    }
    Stopwatch explaining = Stopwatch.start();
    Explainer.of(ours.model()).explain(test.features(), workers);
    return explaining.seconds();
  }

  private Contestant contestant(Workers workers) {
    if (options.learner().equals(FitOptions.SMILE)) {
      return options.smileForest();
    }
    Map<String, Object> parameters = new HashMap<>(options.parameters());
    return new OurLearner(Learner.of(options.learner(), parameters), workers, options.seed());
  }

  private static void print(Measurement found) throws JsonProcessingException {
    System.out.println(new ObjectMapper().writeValueAsString(found));
  }
}
