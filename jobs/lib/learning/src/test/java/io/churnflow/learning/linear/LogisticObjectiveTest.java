package io.churnflow.learning.linear;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.pipeline.ClassWeight;
import io.churnflow.learning.ClassWeights;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.LogisticRegression;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import io.churnflow.learning.support.Telco;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class LogisticObjectiveTest {
  private static final Telco TELCO = Telco.read();

  private final Workers workers = new Workers(2);
  private final Design design = Design.of(TELCO.features(), workers);
  private final LogisticObjective objective =
      new LogisticObjective(design, TELCO.labels(), new ClassWeights(1, 1), 1.5, 1, workers);

  @AfterEach
  void closeThreads() {
    workers.close();
  }

  @Test
  void isTheSumOfTheRowsLogLossesAndThePenalty() {
    double[] weights = weights();
    double expected = 0;
    SparseRow sparse = new SparseRow(design.width());
    for (int row = 0; row < design.rows(); row++) {
      double margin = row(sparse, row).times(weights);
      expected += Logistic.softplus(TELCO.labels()[row] == 1 ? -margin : margin);
    }
    for (int i = 0; i < design.intercept(); i++) {
      expected += 0.75 * weights[i] * weights[i];
    }
    assertEquals(expected, objective.f(weights), 1e-9 * expected);
  }

  @Test
  void changesAsItsGradientSays() {
    double[] weights = weights();
    double[] gradient = new double[weights.length];
    objective.g(weights, gradient);
    for (int i = 0; i < weights.length; i++) {
      double[] more = weights.clone();
      double[] less = weights.clone();
      more[i] += 1e-5;
      less[i] -= 1e-5;
      assertEquals((objective.f(more) - objective.f(less)) / 2e-5, gradient[i], 1e-3);
    }
  }

  @Test
  void hasAGradientThatChangesAsItsHessianSays() {
    double[] weights = weights();
    double[][] hessian = objective.hessian(weights, design.rows());
    double[] before = new double[weights.length];
    double[] after = new double[weights.length];
    for (int i = 0; i < weights.length; i++) {
      double[] moved = weights.clone();
      moved[i] += 1e-5;
      objective.g(weights, before);
      objective.g(moved, after);
      for (int j = 0; j <= i; j++) {
        assertEquals((after[j] - before[j]) / 1e-5, hessian[i][j], 1e-4 * design.rows() / 10);
      }
    }
  }

  @Test
  void findsTheSameWeightsByWayOfAPartOfManyRows() {
    int times = 60; // 300,000 rows
    int[] rows = IntStream.range(0, times * design.rows()).map(i -> i % design.rows()).toArray();
    FeatureTable many = TELCO.features().select(rows);
    double[] few =
        LinearFit.fit(TELCO.features(), TELCO.labels(), options(1), workers)
            .probabilities(TELCO.features());
    double[] found =
        LinearFit.fit(many, Labels.select(TELCO.labels(), rows), options(times), workers)
            .probabilities(TELCO.features());
    assertArrayEquals(few, found, 1e-7);
  }

  private static LogisticRegression options(double l2) {
    return new LogisticRegression(l2, 1000, ClassWeight.NONE, Map.of());
  }

  private SparseRow row(SparseRow sparse, int row) {
    sparse.clear();
    sparse.add(design.intercept(), 1);
    design.blocks().forEach(block -> block.addTo(sparse, row));
    return sparse;
  }

  private double[] weights() {
    Randomness random = new Randomness(4);
    return IntStream.range(0, design.width())
        .mapToDouble(i -> random.nextInt(100) / 100.0 - 0.5)
        .toArray();
  }
}
