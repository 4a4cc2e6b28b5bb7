package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Versions that are tried beside production.
///
/// @param mode which customers are theirs
/// @param salt of a split: another one deals the customers anew; null in the shadow
/// @param arms at most eight; of a split production first, in the shadow without it
public record Challengers(
    @JsonProperty(required = true) Mode mode,
    @Nullable String salt,
    @JsonProperty(required = true) List<Arm> arms) {
  /// The arm that is always there.
  public static final String PRODUCTION = "production";

  private static final int MOST_ARMS = 8;
  private static final int HEAVIEST = 1_000_000;

  public Challengers {
    Checks.given("mode", mode);
    Checks.given("arms", arms);
    arms = List.copyOf(arms);
    Checks.require(!arms.isEmpty() && arms.size() <= MOST_ARMS, "arms", "from 1 to 8", arms.size());
    Checks.distinct("arms", arms.stream().map(Arm::alias).toList());
    boolean split = mode == Mode.SPLIT;
    for (Arm arm : arms) {
      Checks.require(
          split == (arm.weight() != null),
          "arms",
          split ? "a weight for each" : "no weights in the shadow, where all customers are scored",
          arm.alias());
    }
    if (split) {
      Checks.require(
          arms.size() > 1 && arms.getFirst().alias().equals(PRODUCTION),
          "arms",
          "production first and another",
          arms.stream().map(Arm::alias).toList());
      Checks.require(
          salt != null && !salt.isBlank(), "salt", "a text, which deals the customers", "nothing");
    } else {
      Checks.require(
          arms.stream().noneMatch(arm -> arm.alias().equals(PRODUCTION)),
          "arms",
          "challengers only: production decides in any case",
          PRODUCTION);
      Checks.require(salt == null, "salt", "none in the shadow", String.valueOf(salt));
    }
  }

  /// Which customers an arm has.
  public enum Mode {
    /// Production decides for all; the others score them too, and nobody acts on that.
    @JsonProperty("shadow")
    SHADOW,
    /// Each customer has one arm, the same in every batch.
    @JsonProperty("split")
    SPLIT
  }

  /// One of the versions.
  ///
  /// @param alias its name in the registry
  /// @param weight of a split: its share of the customers is this beside the sum of all
  public record Arm(@JsonProperty(required = true) String alias, @Nullable Integer weight) {
    public Arm {
      Checks.name("alias", alias);
      Checks.require(
          weight == null || (weight >= 1 && weight <= HEAVIEST),
          "weight",
          "a whole number from 1 to 1000000",
          String.valueOf(weight));
    }
  }
}
