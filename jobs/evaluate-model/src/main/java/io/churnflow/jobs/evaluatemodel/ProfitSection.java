package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.ProfitCurve;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// What the decisions earn, beside treating nobody and treating everybody.
///
/// @param profit null where the threshold follows from no costs
record ProfitSection(@Nullable ProfitCurve profit) {

  List<Node> nodes() {
    if (profit == null) {
      return List.of();
    }
    return new TableSection(
            "Expected profit",
            "Per 1,000 customers of the hold-out, in the unit of the pipeline file's amounts: success rate times value for each treated customer who would have left, less the cost of each offer.",
            Grid.ofTexts(
                List.of("Treated", "Profit"),
                List.of(
                    List.of("customers above the threshold", amount(profit.chosen())),
                    List.of("nobody", amount(profit.treatNobody())),
                    List.of("everybody", amount(profit.treatEverybody())))))
        .nodes();
  }

  private static String amount(double value) {
    return String.format(Locale.ROOT, "%,.0f", value);
  }
}
