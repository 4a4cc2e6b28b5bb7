package io.churnflow.learning.trees;

import io.churnflow.learning.binning.BinEdges;
import io.churnflow.learning.binning.BinnedRows;

/// Counts a node's records by the bins of a few columns at once, and lists what was counted.
///
/// A pass reads each record once and adds its one word of [Counts] to a bin of each column: about
/// half a nanosecond a column and record. A node of few records does not look at bins that none of
/// them has.
final class BinCounts {
  /// Columns of one pass.
  static final int LANES = 4;

  private static final int BINS = BinEdges.MAX_BINS;

  private final BinnedRows columns;
  private final int mostAtOnce;
  private final long[] packed = new long[LANES * BINS];
  private final long[] occupied = new long[BINS / Long.SIZE];
  private final int[] word = new int[LANES];
  private final int[] shift = new int[LANES];
  private final int[] mask = new int[LANES];

  /// The bins of a column that have records, ascending.
  final int[] bin = new int[BINS];

  /// Distinct rows in each of these bins.
  final int[] rows = new int[BINS];

  /// Draws in each.
  final int[] draws = new int[BINS];

  /// Positive draws in each.
  final int[] positives = new int[BINS];

  /// How many bins have records.
  int size;

  /// @param mostDraws of any row
  BinCounts(BinnedRows columns, int mostDraws) {
    this.columns = columns;
    this.mostAtOnce = Counts.MOST / mostDraws;
  }

  /// Whether a node's records can be counted in one pass, without a count running over.
  boolean fits(int records) {
    return records <= mostAtOnce;
  }

  /// Counts records `from` to `to` by the bins of `lanes` columns, `order[first]` and on.
  void count(SampleRecords records, int from, int to, int[] order, int first, int lanes) {
    for (int lane = 0; lane < lanes; lane++) {
      int column = order[first + lane];
      word[lane] = 1 + records.layout().word()[column];
      shift[lane] = records.layout().shift()[column];
      mask[lane] = records.layout().mask()[column];
    }
    int start = from * records.stride();
    int end = to * records.stride();
    if (lanes == LANES) {
      countFour(records.words(), start, end, records.stride());
    } else {
      for (int lane = 0; lane < lanes; lane++) {
        countOne(records.words(), start, end, records.stride(), lane);
      }
    }
  }

  private void countFour(long[] words, int start, int end, int stride) {
    long[] sums = packed;
    int word0 = word[0];
    int word1 = word[1];
    int word2 = word[2];
    int word3 = word[3];
    int shift0 = shift[0];
    int shift1 = shift[1];
    int shift2 = shift[2];
    int shift3 = shift[3];
    int mask0 = mask[0];
    int mask1 = mask[1];
    int mask2 = mask[2];
    int mask3 = mask[3];
    for (int i = start; i < end; i += stride) {
      long counts = words[i];
      sums[(int) (words[i + word0] >>> shift0) & mask0] += counts;
      sums[BINS + ((int) (words[i + word1] >>> shift1) & mask1)] += counts;
      sums[2 * BINS + ((int) (words[i + word2] >>> shift2) & mask2)] += counts;
      sums[3 * BINS + ((int) (words[i + word3] >>> shift3) & mask3)] += counts;
    }
  }

  private void countOne(long[] words, int start, int end, int stride, int lane) {
    long[] sums = packed;
    int offset = lane * BINS;
    int own = word[lane];
    int down = shift[lane];
    int bits = mask[lane];
    for (int i = start; i < end; i += stride) {
      sums[offset + ((int) (words[i + own] >>> down) & bits)] += words[i];
    }
  }

  /// Lists the bins of one counted column, and forgets them.
  ///
  /// @param records that were counted, `from` to `to`
  void list(SampleRecords records, int from, int to, int column, int lane) {
    size = 0;
    int bins = columns.bins(column);
    if (to - from < bins / 4) {
      listOccupied(records, from, to, lane, bins);
    } else {
      for (int current = 0; current < bins; current++) {
        append(lane * BINS, current);
      }
    }
  }

  private void listOccupied(SampleRecords records, int from, int to, int lane, int bins) {
    for (int i = from * records.stride(); i < to * records.stride(); i += records.stride()) {
      int found = (int) (records.words()[i + word[lane]] >>> shift[lane]) & mask[lane];
      occupied[found >>> 6] |= 1L << found;
    }
    for (int part = 0; part << 6 < bins; part++) {
      for (long rest = occupied[part]; rest != 0; rest &= rest - 1) {
        append(lane * BINS, (part << 6) + Long.numberOfTrailingZeros(rest));
      }
      occupied[part] = 0;
    }
  }

  private void append(int offset, int current) {
    long counts = packed[offset + current];
    if (counts != 0) {
      packed[offset + current] = 0;
      bin[size] = current;
      rows[size] = Counts.rows(counts);
      draws[size] = Counts.draws(counts);
      positives[size++] = Counts.positives(counts);
    }
  }

  /// Counts and lists one column of more records than one pass can count.
  void listWide(SampleRecords records, int from, int to, int[] order, int place) {
    int[] sums = new int[3 * BINS];
    for (int start = from; start < to; start += mostAtOnce) {
      int end = Math.min(to - start, mostAtOnce) + start;
      count(records, start, end, order, place, 1);
      list(records, start, end, order[place], 0);
      for (int i = 0; i < size; i++) {
        sums[bin[i]] += rows[i];
        sums[BINS + bin[i]] += draws[i];
        sums[2 * BINS + bin[i]] += positives[i];
      }
    }
    size = 0;
    for (int current = 0; current < BINS; current++) {
      if (sums[current] > 0) {
        bin[size] = current;
        rows[size] = sums[current];
        draws[size] = sums[BINS + current];
        positives[size++] = sums[2 * BINS + current];
      }
    }
  }
}
