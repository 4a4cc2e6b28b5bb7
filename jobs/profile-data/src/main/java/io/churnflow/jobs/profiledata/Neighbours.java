package io.churnflow.jobs.profiledata;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// An order of columns in which each stands next to one that it is most correlated with, so that
/// groups are squares in a matrix: begins with the column that is most correlated with all others,
/// and goes on with the one left that is nearest to the last.
///
/// @param places of the columns
record Neighbours(List<Integer> places) {
  Neighbours {
    places = List.copyOf(places);
  }

  static Neighbours of(List<List<Double>> correlations) {
    List<Integer> left = new ArrayList<>(IntStream.range(0, correlations.size()).boxed().toList());
    List<Integer> order = new ArrayList<>();
    double[] nearness =
        correlations.stream()
            .mapToDouble(row -> row.stream().mapToDouble(Neighbours::size).sum())
            .toArray();
    while (!left.isEmpty()) {
      double[] near = nearness;
      int next = left.getFirst();
      for (int place : left) {
        next = near[place] > near[next] ? place : next;
      }
      left.remove(Integer.valueOf(next));
      order.add(next);
      nearness = correlations.get(next).stream().mapToDouble(Neighbours::size).toArray();
    }
    return new Neighbours(order);
  }

  private static double size(double correlation) {
    return Double.isNaN(correlation) ? 0 : Math.abs(correlation);
  }

  /// The items in this order.
  <T> List<T> ordered(List<T> items) {
    return places.stream().map(items::get).toList();
  }

  /// Rows and columns in this order.
  <T> List<List<T>> sorted(List<List<T>> rows) {
    return ordered(rows).stream().map(this::<T>ordered).toList();
  }
}
