package io.churnflow.contracts.monitoring;

import java.util.List;

/// What one version has scored of a batch.
///
/// @param arm `production`, or a challenger's alias
/// @param version its number in the registry
/// @param modelSha256 digest of its model file
/// @param threshold a customer was predicted to leave where the probability was at least this
/// @param count how many customers it scored
/// @param positives how many of them were predicted to leave
/// @param decides false in the shadow: nobody acts on these predictions
public record ScoredArm(
    String arm,
    int version,
    String modelSha256,
    double threshold,
    long count,
    long positives,
    boolean decides) {

  /// How many customers the arms of a batch have scored: those in the shadow score the others'
  /// again.
  static long customers(List<ScoredArm> arms) {
    return arms.stream().filter(ScoredArm::decides).mapToLong(ScoredArm::count).sum();
  }

  /// This and what the same version has scored elsewhere.
  ///
  /// @throws IllegalArgumentException where it is another version
  public ScoredArm plus(ScoredArm other) {
    ScoredArm alike =
        new ScoredArm(arm, version, modelSha256, threshold, other.count, other.positives, decides);
    if (!alike.equals(other)) {
      throw new IllegalArgumentException(
          "expected version %d as %s, found version %d as %s"
              .formatted(version, arm, other.version, other.arm));
    }
    return new ScoredArm(
        arm,
        version,
        modelSha256,
        threshold,
        Math.addExact(count, other.count),
        Math.addExact(positives, other.positives),
        decides);
  }
}
