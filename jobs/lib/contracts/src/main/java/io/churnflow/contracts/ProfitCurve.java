package io.churnflow.contracts;

import java.util.List;

/// What treating the customers above a threshold earns per 1,000 customers, in the unit of the
/// pipeline file's amounts: the offer's success rate times the customer's value for each one who
/// would have left, less each offer's cost.
///
/// @param chosen at the threshold that was chosen
/// @param treatNobody 0
/// @param treatEverybody with every customer treated
/// @param points from nobody to everybody, at most about 100
public record ProfitCurve(
    double chosen, double treatNobody, double treatEverybody, List<Point> points) {

  public ProfitCurve {
    points = List.copyOf(points);
  }

  /// One threshold.
  ///
  /// @param threshold customers with at least this probability are treated
  /// @param treated their share, in [0, 1]
  /// @param profit per 1,000 customers
  public record Point(double threshold, double treated, double profit) {}
}
