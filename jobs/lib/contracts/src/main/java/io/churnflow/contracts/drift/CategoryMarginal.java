package io.churnflow.contracts.drift;

import java.util.Arrays;
import java.util.List;

/// How many rows hold which text.
///
/// @param missing rows without a value
/// @param texts the different texts, ascending
/// @param counts rows of each, at least 1
/// @param others rows whose texts are not told apart, since there are too many of them
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public record CategoryMarginal(long missing, List<String> texts, long[] counts, long others)
    implements Marginal {

  /// @throws IllegalArgumentException where a part is out of its range
  public CategoryMarginal {
    texts = List.copyOf(texts);
    Counts.check(missing, counts, texts.size());
    if (others < 0) {
      throw new IllegalArgumentException("others: expected at least 0, found " + others);
    }
    for (int i = 1; i < texts.size(); i++) {
      if (texts.get(i - 1).compareTo(texts.get(i)) >= 0) {
        throw new IllegalArgumentException(
            "texts: expected ascending ones, found one out of order at place " + (i + 1));
      }
    }
  }

  @Override
  public long present() {
    return Arrays.stream(counts).sum() + others;
  }
}
