package io.churnflow.runtime;

/// Which of a run's tables a step goes on with: what an earlier step has taken rows out of, or put
/// rows into, takes the place of what it was made from.
public final class RunTables {
  private static final String LOADED = "load-data/table.arrow";

  /// What validate-data says of the loaded table, which it always publishes.
  private static final String CHECKS = "validate-data/validation.json";

  /// Only where validate-data has put rows aside.
  private static final String KEPT = "validate-data/table.arrow";

  /// Only where a pipeline trains on outcomes.
  private static final String ADDED = "add-outcomes/table.arrow";

  private RunTables() {}

  /// Names the rows of the input that have passed the checks as a step's input, and that they have.
  ///
  /// @return the table's file, as [Step#file] takes it
  /// @throws UsageException where validate-data has not run, or on another table
  public static String checked(Step step) {
    String table = table(step);
    step.reads(table);
    return table;
  }

  /// As [#checked], for a step that reads a part of them, see [Step#readsPartOf].
  public static String checkedPart(Step step) {
    String table = table(step);
    step.readsPartOf(table);
    return table;
  }

  /// As [#checked], for a step that puts together what was made of the parts.
  public static String checkedWhole(Step step) {
    String table = table(step);
    step.readsWhileChecking(table);
    return table;
  }

  private static String table(Step step) {
    step.reads(CHECKS);
    return step.isThere(KEPT) ? KEPT : LOADED;
  }

  /// Names the rows that are trained on, likewise: those that add-outcomes has put together, where
  /// it has run, which a trial of a deployment leaves out.
  ///
  /// @throws UsageException where validate-data has not run, or a step before on another table
  public static String training(Step step) {
    if (!step.isThere(ADDED)) {
      return checked(step);
    }
    step.reads(CHECKS, ADDED);
    return ADDED;
  }
}
