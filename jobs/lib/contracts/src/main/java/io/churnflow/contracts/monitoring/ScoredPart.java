package io.churnflow.contracts.monitoring;

import java.util.ArrayList;
import java.util.List;

/// What the versions have scored of one part of a batch, `arms.json`, and the names of the files
/// beside it.
///
/// @param arms production first
public record ScoredPart(List<ScoredArm> arms) {
  /// The step that scores parts, each under the key of its own.
  public static final String STEP = "predict";

  /// The file of this record.
  public static final String ARMS = "arms.json";

  /// The header line of the predictions, the same in all parts.
  public static final String HEADER = "header.csv";

  /// The part's lines of the predictions.
  public static final String LINES = "rows.csv";

  /// The part's rows as they are archived.
  public static final String ROWS = "scored.arrow";

  public ScoredPart {
    arms = List.copyOf(arms);
  }

  /// All parts as one.
  ///
  /// @param parts at least one
  /// @throws IllegalArgumentException where other versions have scored one than the others
  public static ScoredPart sum(List<ScoredPart> parts) {
    List<ScoredArm> sum = parts.getFirst().arms;
    for (ScoredPart part : parts.subList(1, parts.size())) {
      if (part.arms.size() != sum.size()) {
        throw new IllegalArgumentException(
            "expected %d versions in each part, found %d".formatted(sum.size(), part.arms.size()));
      }
      List<ScoredArm> more = new ArrayList<>();
      for (int arm = 0; arm < sum.size(); arm++) {
        more.add(sum.get(arm).plus(part.arms.get(arm)));
      }
      sum = more;
    }
    return new ScoredPart(sum);
  }

  /// How many customers were scored.
  public long count() {
    return ScoredArm.customers(arms);
  }

  /// How many of them were predicted to leave.
  public long positives() {
    return arms.stream().filter(ScoredArm::decides).mapToLong(ScoredArm::positives).sum();
  }
}
