package io.churnflow.runtime.archive;

/// All that was said of one customer of one batch.
public final class Fate {
  private long left;
  private long stayed;
  private double first = Double.POSITIVE_INFINITY;
  private boolean met;

  void add(Label label) {
    if (label.left()) {
      left++;
    } else {
      stayed++;
    }
    first = Math.min(first, label.day());
  }

  /// Notes that the batch has scored the customer.
  void meet() {
    met = true;
  }

  boolean isMet() {
    return met;
  }

  public boolean isContradicting() {
    return left > 0 && stayed > 0;
  }

  /// Whether it was said, and nothing speaks against it.
  public boolean isKnown() {
    return said() > 0 && !isContradicting();
  }

  /// Whether the customer has left, where nothing speaks against it.
  public boolean hasLeft() {
    return left > 0;
  }

  /// How often it was said.
  public long said() {
    return left + stayed;
  }

  /// How often the same was said again.
  public long duplicates() {
    return Math.max(0, left - 1) + Math.max(0, stayed - 1);
  }

  /// When it was said first, in days.
  public double firstDay() {
    return first;
  }
}
