package io.churnflow.learning.binning;

import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/// A column of numbers cut into bins of one byte.
///
/// @param bins one a row, unsigned
/// @param edges ascending, one fewer than there are bins: "bin ≤ b" is "value ≤ edges[b]"
/// @param sets of bins that may also go left together, bit b for bin b; none for numbers
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
public record BinnedColumn(byte[] bins, double[] edges, long[] sets) {

  /// A column that is only cut.
  public BinnedColumn(byte[] bins, double[] edges) {
    this(bins, edges, new long[0]);
  }

  /// Bins a column by its own values.
  ///
  /// @param values NaN falls into the last bin: who has any puts something in its place
  public static BinnedColumn of(double[] values) {
    double[] edges = BinEdges.of(values);
    byte[] bins = new byte[values.length];
    for (int row = 0; row < bins.length; row++) {
      bins[row] = (byte) BinEdges.bin(edges, values[row]);
    }
    return new BinnedColumn(bins, edges);
  }

  /// The bin of a value.
  public int bin(double value) {
    return BinEdges.bin(edges, value);
  }

  /// Bins a column of few whole numbers, such as codes, by how many rows have each.
  ///
  /// @param codes one a row, from 0
  /// @param levels above every code
  /// @param sets of codes that may go left together, bit c for code c: none where there are more
  ///   than 63 levels
  public static BinnedColumn ofCodes(int[] codes, int levels, List<Long> sets) {
    long[] rows = new long[levels];
    for (int code : codes) {
      rows[code]++;
    }
    double[] present =
        IntStream.range(0, levels).filter(code -> rows[code] > 0).asDoubleStream().toArray();
    long[] counts = LongStream.of(rows).filter(count -> count > 0).toArray();
    double[] edges = BinEdges.of(present, counts, present.length);
    byte[] binOf = binOf(edges, levels);
    long[] binSets = sets.stream().mapToLong(set -> binSet(set, present, binOf)).toArray();
    return new BinnedColumn(bins(codes, binOf), edges, binSets);
  }

  /// Other codes in the bins of these.
  ///
  /// @param codes one a row
  /// @param levels above every code
  public BinnedColumn with(int[] codes, int levels) {
    return new BinnedColumn(bins(codes, binOf(edges, levels)), edges, sets);
  }

  private static byte[] binOf(double[] edges, int levels) {
    byte[] binOf = new byte[levels];
    for (int code = 0; code < levels; code++) {
      binOf[code] = (byte) BinEdges.bin(edges, code);
    }
    return binOf;
  }

  private static byte[] bins(int[] codes, byte[] binOf) {
    byte[] bins = new byte[codes.length];
    for (int row = 0; row < bins.length; row++) {
      bins[row] = binOf[codes[row]];
    }
    return bins;
  }

  private static long binSet(long codeSet, double[] present, byte[] binOf) {
    long bins = 0;
    for (double code : present) {
      bins |= (codeSet >>> (int) code & 1) << binOf[(int) code];
    }
    return bins;
  }
}
