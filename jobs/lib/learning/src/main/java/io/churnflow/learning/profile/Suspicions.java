package io.churnflow.learning.profile;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/// Finds what to look at first. One sentence a kind, however many columns show it: a wide table has
/// as few lines as a narrow one.
final class Suspicions {
  private Suspicions() {}

  /// The worst first.
  ///
  /// @param copies groups of equal columns
  static List<Suspicion> of(TableProfile profile, List<List<String>> copies) {
    SuspiciousTable table = new SuspiciousTable(profile, copies);
    SuspiciousColumns columns = new SuspiciousColumns(profile);
    return Stream.of(
            columns.leaking(),
            table.rarePositives(),
            table.copiedColumns(),
            table.copiedRows(),
            columns.constant(),
            columns.idLike(),
            columns.mostlyMissing(),
            columns.tellingMissing(),
            columns.manyCategories(),
            table.correlated(),
            columns.outliers())
        .flatMap(Optional::stream)
        .toList();
  }
}
