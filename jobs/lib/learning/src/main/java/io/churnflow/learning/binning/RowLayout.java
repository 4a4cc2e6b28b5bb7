package io.churnflow.learning.binning;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Where in a row's words the bin of each column stands.
///
/// A column takes as many bits as the number of its bins needs, so that a row of many yes-or-no
/// columns is a single word. Columns that share a byte are a [Bundle]: who sums by the byte has
/// summed by each of them.
///
/// @param word which of a row's words holds a column
/// @param shift how far up in its word the column is, in bits
/// @param mask of a column's bits, when they have been shifted down
/// @param stride words of a row, at least 1
/// @param bundles every column, in bundles
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
public record RowLayout(int[] word, int[] shift, int[] mask, int stride, List<Bundle> bundles) {
  private static final int MOST_BITS = 8;

  /// Columns side by side in at most eight bits of one word.
  ///
  /// @param word which of a row's words
  /// @param shift how far up in it
  /// @param bits of all its columns
  /// @param columns at least one
  public record Bundle(int word, int shift, int bits, List<Integer> columns) {}

  /// Columns of few bins first, so that they come together.
  ///
  /// @param bins of each column, 1 to 256
  public static RowLayout of(int[] bins) {
    List<Integer> order =
        IntStream.range(0, bins.length)
            .boxed()
            .sorted(Comparator.comparingInt(column -> bits(bins[column])))
            .toList();
    Builder builder = new Builder(bins.length);
    order.forEach(column -> builder.add(column, bits(bins[column])));
    return builder.finish();
  }

  private static int bits(int bins) {
    return Integer.SIZE - Integer.numberOfLeadingZeros(bins - 1);
  }

  private static final class Builder {
    private final int[] word;
    private final int[] shift;
    private final int[] mask;
    private final List<Bundle> bundles = new ArrayList<>();
    private List<Integer> open = new ArrayList<>();
    private int openBits;
    private int words;
    private int wordBits;

    Builder(int columns) {
      word = new int[columns];
      shift = new int[columns];
      mask = new int[columns];
    }

    void add(int column, int bits) {
      if (openBits + bits > MOST_BITS) {
        close();
      }
      mask[column] = (1 << bits) - 1;
      shift[column] = openBits;
      open.add(column);
      openBits += bits;
    }

    private void close() {
      if (open.isEmpty()) {
        return;
      }
      if (wordBits + openBits > Long.SIZE) {
        words++;
        wordBits = 0;
      }
      for (int column : open) {
        word[column] = words;
        shift[column] += wordBits;
      }
      bundles.add(new Bundle(words, wordBits, openBits, List.copyOf(open)));
      wordBits += openBits;
      openBits = 0;
      open = new ArrayList<>();
    }

    RowLayout finish() {
      close();
      return new RowLayout(word, shift, mask, words + 1, List.copyOf(bundles));
    }
  }
}
