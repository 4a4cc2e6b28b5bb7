package io.churnflow.runtime;

import java.nio.file.Files;
import java.util.List;

/// Which of a run's tables a step goes on with: what an earlier step has taken rows out of, or put
/// rows into, takes the place of what it was made from.
public final class RunTables {
  private static final String LOADED = "load-data/table.arrow";

  /// Only where validate-data has put rows aside.
  private static final String KEPT = "validate-data/table.arrow";

  /// Only where a pipeline trains on outcomes.
  private static final String ADDED = "add-outcomes/table.arrow";

  private RunTables() {}

  /// The rows of the input that have passed the checks, as [Step#reads] takes it.
  public static String checked(Step step) {
    return newest(step, List.of(KEPT, LOADED));
  }

  /// The rows that are trained on, likewise.
  public static String training(Step step) {
    return newest(step, List.of(ADDED, KEPT, LOADED));
  }

  private static String newest(Step step, List<String> tables) {
    return tables.stream()
        .filter(table -> Files.exists(step.file(table)))
        .findFirst()
        .orElse(LOADED);
  }
}
