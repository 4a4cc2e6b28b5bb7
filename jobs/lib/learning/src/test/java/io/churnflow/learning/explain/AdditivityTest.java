package io.churnflow.learning.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.learning.FittedModel;
import io.churnflow.learning.Logistic;
import io.churnflow.learning.support.Telco;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class AdditivityTest {
  private static final Telco TELCO = Telco.read();

  @ParameterizedTest
  @CsvSource({"logistic-regression,0", "random-forest,20", "gradient-boosting,60"})
  void contributionsAddUpToTheScoreOfEveryCustomer(String algorithm, int trees) {
    Map<String, Object> parameters = trees == 0 ? Map.of() : Map.of("trees", trees);
    FittedModel model = Cases.fit(algorithm, TELCO.features(), TELCO.labels(), parameters);
    double[] scores = Cases.explain(model, TELCO.features(), 2).scores();
    double[] probabilities = model.probabilities(TELCO.features());
    for (int row = 0; row < scores.length; row++) {
      double score =
          algorithm.equals("random-forest") ? scores[row] : Logistic.probability(scores[row]);
      assertEquals(probabilities[row], score, 1e-12, "row " + row);
    }
  }
}
