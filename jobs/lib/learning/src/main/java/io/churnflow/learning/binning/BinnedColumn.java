package io.churnflow.learning.binning;

/// A column of numbers cut into bins of one byte.
///
/// @param bins one a row, unsigned
/// @param edges ascending, one fewer than there are bins: "bin ≤ b" is "value ≤ edges[b]"
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: private to a fit
public record BinnedColumn(byte[] bins, double[] edges) {

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
  public static BinnedColumn ofCodes(int[] codes, int levels) {
    long[] rows = new long[levels];
    for (int code : codes) {
      rows[code]++;
    }
    double[] present = new double[levels];
    long[] counts = new long[levels];
    int size = 0;
    for (int code = 0; code < levels; code++) {
      if (rows[code] > 0) {
        present[size] = code;
        counts[size++] = rows[code];
      }
    }
    double[] edges = BinEdges.of(present, counts, size);
    byte[] binOf = new byte[levels];
    for (int code = 0; code < levels; code++) {
      binOf[code] = (byte) BinEdges.bin(edges, code);
    }
    byte[] bins = new byte[codes.length];
    for (int row = 0; row < bins.length; row++) {
      bins[row] = binOf[codes[row]];
    }
    return new BinnedColumn(bins, edges);
  }
}
