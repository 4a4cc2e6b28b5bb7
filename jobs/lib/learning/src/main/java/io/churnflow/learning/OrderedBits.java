package io.churnflow.learning;

/// Numbers as whole ones that are in the same order, and cells of neighbouring numbers: those whose
/// first bits are equal.
///
/// Where there are more different numbers than may be kept, the fewest last bits are dropped that
/// bring the cells down to as many, as UDDSketch does by joining neighbouring buckets (Epicoco,
/// Melle, Cafaro, Pulimeno, Morleo: "UDDSketch: accurate tracking of quantiles in data streams",
/// 2020).
public final class OrderedBits {
  private OrderedBits() {}

  /// The whole number that a number has the place of; 0 and -0 are one.
  public static long key(double value) {
    long bits = Double.doubleToRawLongBits(value + 0.0);
    return bits ^ ((bits >> (Long.SIZE - 1)) & Long.MAX_VALUE);
  }

  /// The number that has this place.
  public static double number(long key) {
    return Double.longBitsToDouble(key ^ ((key >> (Long.SIZE - 1)) & Long.MAX_VALUE));
  }

  /// The middle of a cell: no further from any number in it than half its width.
  ///
  /// @param cell the first bits of its numbers' keys
  /// @param dropped how many bits the cell lacks; with 0 it is the number itself
  public static double middle(long cell, int dropped) {
    double low = number(cell << dropped);
    double high = number((cell << dropped) | ((1L << dropped) - 1));
    return dropped == 0 ? low : low + (high - low) / 2;
  }

  /// How many more bits must be dropped.
  ///
  /// @param keys different ones, ascending
  /// @param most cells that there may be, at least 1
  public static int toDrop(long[] keys, int most) {
    // Neighbours fall together once the highest bit in which they differ is dropped.
    int[] together = new int[Long.SIZE + 1];
    for (int cell = 1; cell < keys.length; cell++) {
      together[Long.SIZE - Long.numberOfLeadingZeros(keys[cell] ^ keys[cell - 1])]++;
    }
    int cells = keys.length;
    int dropped = 0;
    while (cells > most) {
      cells -= together[++dropped];
    }
    return dropped;
  }
}
