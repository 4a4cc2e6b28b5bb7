package io.churnflow.learning;

/// How rows may be parted so that no part tells of another: what folds, and rows that a fit sets
/// aside, are dealt out by.
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
public sealed interface Parting {

  /// Rows have nothing to do with each other.
  Parting STRATIFIED = new Stratified();

  /// @throws IllegalArgumentException where a fold would lack a class
  Folds folds(byte[] labels, int count, long seed);

  /// The parting of some of the rows.
  ///
  /// @param rows their numbers, ascending
  Parting select(int[] rows);

  /// The number of the fold that is most like rows to come.
  default int nextToCome(Folds folds) {
    return 0;
  }

  /// By class alone.
  record Stratified() implements Parting {
    @Override
    public Folds folds(byte[] labels, int count, long seed) {
      return Folds.stratified(labels, count, seed);
    }

    @Override
    public Parting select(int[] rows) {
      return this;
    }
  }

  /// Rows of a group stay together.
  ///
  /// @param groups each row's group
  record ByGroup(String[] groups) implements Parting {
    @Override
    public Folds folds(byte[] labels, int count, long seed) {
      return Folds.grouped(labels, groups, count, seed);
    }

    @Override
    public Parting select(int[] rows) {
      String[] some = new String[rows.length];
      for (int place = 0; place < rows.length; place++) {
        some[place] = groups[rows[place]];
      }
      return new ByGroup(some);
    }
  }

  /// Stretches of time, the newest last.
  ///
  /// @param times each row's time
  record ByTime(double[] times) implements Parting {
    @Override
    public Folds folds(byte[] labels, int count, long seed) {
      return Folds.stretches(labels, times, count);
    }

    @Override
    public Parting select(int[] rows) {
      double[] some = new double[rows.length];
      for (int place = 0; place < rows.length; place++) {
        some[place] = times[rows[place]];
      }
      return new ByTime(some);
    }

    @Override
    public int nextToCome(Folds folds) {
      return folds.count() - 1;
    }
  }
}
