package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.SplitMix64;

/// Whether any text of a column stands twice, by 64 bits of hash for each: two that are different
/// and have the same are not to be expected among fewer than billions.
final class DistinctHashes {
  /// A set of 16 bytes a text or fewer for all columns together, 256 MB.
  static final long MOST = 1L << 24;

  private static final long FNV_OFFSET = 0xCBF29CE484222325L;
  private static final long FNV_PRIME = 0x100000001B3L;

  /// How many texts the columns of a table may keep together.
  static final class Budget {
    private long left;

    Budget() {
      this(MOST);
    }

    /// @param most texts
    Budget(long most) {
      left = most;
    }
  }

  private final Budget budget;
  private long[] table = new long[64];
  private int size;
  private boolean twice;
  private boolean cut;

  DistinctHashes(Budget budget) {
    this.budget = budget;
  }

  /// A text's hash, never 0.
  static long hash(String text) {
    long hash = FNV_OFFSET;
    for (int i = 0; i < text.length(); i++) {
      hash = (hash ^ text.charAt(i)) * FNV_PRIME;
    }
    long mixed = SplitMix64.mix(hash);
    return mixed == 0 ? 1 : mixed;
  }

  void add(long hash) {
    if (twice || cut) {
      return;
    }
    if (budget.left == 0) {
      cut = true;
      return;
    }
    int place = place(table, hash);
    if (table[place] == hash) {
      giveUp();
      return;
    }
    table[place] = hash;
    size++;
    budget.left--;
    if (2 * size > table.length) {
      grow();
    }
  }

  /// No more is asked of this column: it is taken to have a text twice.
  void giveUp() {
    twice = true;
    budget.left += size;
    size = 0;
    table = new long[0];
  }

  private void grow() {
    long[] larger = new long[2 * table.length];
    for (long hash : table) {
      if (hash != 0) {
        larger[place(larger, hash)] = hash;
      }
    }
    table = larger;
  }

  private static int place(long[] table, long hash) {
    int place = (int) (hash & (table.length - 1));
    while (table[place] != 0 && table[place] != hash) {
      place = (place + 1) & (table.length - 1);
    }
    return place;
  }

  /// Whether none stands twice, as far as was looked.
  boolean areDistinct() {
    return !twice;
  }

  /// How many of the first texts were looked at, none of which stands twice; 0 once one does.
  long compared() {
    return size;
  }

  /// Whether not all rows were looked at.
  boolean isCut() {
    return cut;
  }
}
