package io.churnflow.bench.kernels;

import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OperationsPerInvocation;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/// Scores a block of rows with 100 trees that 7,043 rows, as many as the sample table's, have
/// grown; the time is that of one row.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 1)
@Measurement(iterations = 5, time = 1)
public class ScoringBenchmark {
  private static final int BLOCK = 16_384;
  private static final int TRAINED_ON = 7_043;

  /// The algorithm.
  @Param({"random-forest", "gradient-boosting"})
  public String learner = "random-forest";

  private final Synthetic block = Synthetic.of(BLOCK, 2);
  private FittedModel model = fitted();

  /// Grows the trees.
  @Setup
  public void fit() {
    model = fitted();
  }

  private FittedModel fitted() {
    Synthetic train = Synthetic.of(TRAINED_ON, 1);
    try (Workers workers = new Workers(1)) {
      return Learner.of(learner, Map.of("trees", 100))
          .fit(train.features(), train.labels(), new FitContext(1, workers, FitProgress.none()));
    }
  }

  /// One block.
  @Benchmark
  @OperationsPerInvocation(BLOCK)
  public double[] score() {
    return model.probabilities(block.features());
  }
}
