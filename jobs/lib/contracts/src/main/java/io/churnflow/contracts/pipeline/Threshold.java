package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// How the decision threshold is chosen from out-of-fold predictions.
///
/// @param rule the rule's name
/// @param value the minimum, of the two rules that have one; in (0, 1]
/// @param offerCost of the rule `profit`: what treating a customer costs
/// @param customerValue of the rule `profit`: what a kept customer is worth, in the same unit
/// @param successRate of the rule `profit`: share of churning customers whom the offer keeps
public record Threshold(
    @JsonProperty(required = true) Rule rule,
    @Nullable Double value,
    @Nullable Amount offerCost,
    @Nullable Amount customerValue,
    @Nullable Amount successRate) {

  public Threshold {
    Checks.given("rule", rule);
    boolean minimum = rule == Rule.MINIMUM_RECALL || rule == Rule.MINIMUM_PRECISION;
    if (minimum) {
      Checks.require(
          value != null && value > 0 && value <= 1,
          "value",
          "a share above 0, at most 1",
          "" + value);
    } else {
      Checks.require(value == null, "value", "none with this rule", "" + value);
    }
    long amounts =
        Stream.of(offerCost != null, customerValue != null, successRate != null)
            .filter(given -> given)
            .count();
    Checks.require(
        amounts == (rule == Rule.PROFIT ? 3 : 0),
        "offer_cost, customer_value and success_rate",
        rule == Rule.PROFIT ? "all three" : "none with this rule",
        amounts);
    Checks.require(
        successRate == null || successRate.column() != null || successRate.times() <= 1,
        "success_rate",
        "a share from 0 to 1",
        successRate == null ? "none" : successRate.times());
  }

  /// For a page, without a full stop, such as `minimum_recall of 0.8`.
  public String words() {
    String name = rule.name().toLowerCase(Locale.ROOT);
    if (offerCost != null && customerValue != null && successRate != null) {
      return "%s, where an offer costs %s, a kept customer is worth %s, and an offer keeps a share of %s"
          .formatted(name, offerCost.words(), customerValue.words(), successRate.words());
    }
    return value == null ? name : "%s of %s".formatted(name, Amount.constant(value).words());
  }

  /// The columns that amounts come from.
  List<String> columns() {
    List<String> columns = new ArrayList<>();
    for (Amount amount : new @Nullable Amount[] {offerCost, customerValue, successRate}) {
      if (amount != null && amount.column() != null) {
        columns.add(amount.column());
      }
    }
    return columns;
  }

  /// The rules.
  public enum Rule {
    /// The threshold with the highest F1 of the positive class.
    @JsonProperty("best_f1")
    BEST_F1,
    /// The highest precision with at least this recall.
    @JsonProperty("minimum_recall")
    MINIMUM_RECALL,
    /// The highest recall with at least this precision.
    @JsonProperty("minimum_precision")
    MINIMUM_PRECISION,
    /// The highest profit of treating those above it.
    @JsonProperty("profit")
    PROFIT
  }
}
