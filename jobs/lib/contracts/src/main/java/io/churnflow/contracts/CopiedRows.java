package io.churnflow.contracts;

/// What rows that equal others in every feature are: copies, as oversampling makes them, or
/// customers that are alike.
///
/// Balancing two classes by copying the rarer one leaves more than half of the rows distinct; where
/// fewer are, features are so few or so coarse that being alike is no sign of anything.
///
/// @param rows all rows
/// @param distinct how many different ones they are
/// @param across rows whose like is on the other side of a split, or in another fold
/// @param judged rows that might have been such
public record CopiedRows(long rows, long distinct, long across, long judged) {
  /// From this share on, copies are no chance.
  private static final double MANY = 0.05;

  /// Whether there are so many that a measurement may be too good.
  public boolean many() {
    return many(across, judged);
  }

  static boolean many(long across, long judged) {
    return across > MANY * judged;
  }

  /// Whether they are copies, to be kept together.
  public boolean keepTogether() {
    return many() && 2 * distinct >= rows;
  }
}
