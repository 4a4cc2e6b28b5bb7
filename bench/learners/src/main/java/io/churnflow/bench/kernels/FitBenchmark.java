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
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;
import org.openjdk.jmh.annotations.Warmup;

/// A fit of 1 and of 11 trees on 200,000 rows, one thread. A tenth of the difference is one tree,
/// the rest is what every fit pays once: encoding and binning.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseSerialGC")
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
public class FitBenchmark {
  private static final int ROWS = 200_000;

  /// The algorithm.
  @Param({"random-forest", "gradient-boosting"})
  public String learner = "random-forest";

  /// Number of trees.
  @Param({"1", "11"})
  public int trees = 1;

  private final Synthetic rows = Synthetic.of(ROWS, 1);
  private final Workers workers = new Workers(1);
  private Learner asked = Learner.of(learner, Map.of());

  /// Takes the parameters.
  @Setup(Level.Trial)
  public void ask() {
    boolean forest = learner.equals("random-forest");
    asked =
        Learner.of(
            learner,
            forest
                ? Map.of("trees", trees, "min_leaf", 5, "max_depth", 64)
                : Map.of("trees", trees, "min_leaf", 20, "max_leaves", 31));
  }

  /// One whole fit.
  @Benchmark
  public FittedModel fit() {
    return asked.fit(
        rows.features(), rows.labels(), new FitContext(1, workers, FitProgress.none()));
  }

  /// Ends the threads.
  @TearDown(Level.Trial)
  public void close() {
    workers.close();
  }
}
