package io.churnflow.learning.search;

import io.churnflow.contracts.pipeline.SearchRange;
import io.churnflow.learning.Randomness;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/// Draws parameters out of a space (random search, Bergstra and Bengio 2012).
final class Draws {
  /// Digits of a number that is not whole: enough to tell two apart, few enough to read and to
  /// copy.
  private static final MathContext DIGITS = new MathContext(4);

  /// Of the seed that parameters are drawn by; no fold has this number.
  private static final long SEED = 1 << 21;

  private Draws() {}

  /// The parameters of each trial: the given ones, then the given ones with what was drawn in their
  /// place. A trial's parameters do not depend on how many there are.
  ///
  /// @param count at least 1
  static List<Map<String, Object>> of(
      Map<String, Object> given, Map<String, SearchRange> space, int count, long seed) {
    List<Map<String, Object>> trials = new ArrayList<>(List.of(given));
    for (int number = 1; number < count; number++) {
      long own = Randomness.derive(Randomness.derive(seed, SEED), number);
      Randomness random = new Randomness(own);
      Map<String, Object> drawn = new TreeMap<>(given);
      new TreeMap<>(space).forEach((name, range) -> drawn.put(name, draw(range, random)));
      trials.add(drawn);
    }
    return trials;
  }

  static Object draw(SearchRange range, Randomness random) {
    if (!range.choices().isEmpty()) {
      return range.choices().get(random.nextInt(range.choices().size()));
    }
    double low = Objects.requireNonNull(range.low());
    double high = Objects.requireNonNull(range.high());
    double share = random.nextDouble();
    // A whole number owns the half below it and the half above it.
    double half = range.integer() ? 0.5 : 0;
    double value = between(low - half, high + half, share, range.log());
    double held = Math.clamp(range.integer() ? Math.rint(value) : rounded(value), low, high);
    return range.integer() ? (Object) (long) held : (Object) held;
  }

  private static double between(double low, double high, double share, boolean log) {
    if (!log) {
      return low + share * (high - low);
    }
    double from = StrictMath.log(low);
    return StrictMath.exp(from + share * (StrictMath.log(high) - from));
  }

  private static double rounded(double value) {
    return new BigDecimal(value).round(DIGITS).doubleValue();
  }
}
