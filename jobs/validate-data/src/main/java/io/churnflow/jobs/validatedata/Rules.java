package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Purpose;
import java.util.ArrayList;
import java.util.List;

/// The rules that a contract makes for a table, those over the table first.
///
/// @param contract what the table must look like
/// @param purpose with the target, or without
record Rules(Contract contract, Purpose purpose) {

  static Rules of(Contract contract, Purpose purpose) {
    return new Rules(contract, purpose);
  }

  /// Every rule with what was found.
  ///
  /// @throws DataException where the table lacks a column or has it in another type
  List<Check> check(Table table) {
    List<Check> checks = new ArrayList<>();
    checks.add(minimumRows(table));
    checks.add(IdRule.distinct(contract.id(), required(table, contract.id())));
    for (ColumnContract column : contract.columns()) {
      checks.addAll(column(column, required(table, column.name())));
    }
    if (purpose == Purpose.TRAINING) {
      Target target = contract.target();
      checks.addAll(TargetRules.check(target, required(table, target.column())));
    }
    return checks;
  }

  private static Column required(Table table, String name) {
    return table
        .find(name)
        .orElseThrow(() ->
            new DataException("column %s: expected in the table, found none".formatted(name)));
  }

  private Check minimumRows(Table table) {
    int least =
        switch (purpose) {
          case TRAINING -> contract.minimumRows().training();
          case INFERENCE -> contract.minimumRows().inference();
        };
    return new Check(
        "",
        "minimum rows",
        "at least %d rows".formatted(least),
        table.rows() < least ? 1 : 0,
        0,
        "%d".formatted(table.rows()),
        0);
  }

  private static List<Check> column(ColumnContract contract, Column column) {
    List<Check> checks = new ArrayList<>();
    checks.add(ColumnRules.missing(contract, column));
    switch (column) {
      case NumberColumn numbers when contract.minimum() != null || contract.maximum() != null ->
          checks.add(ColumnRules.range(contract, numbers));
      case CategoryColumn categories when !contract.categories().isEmpty() ->
          checks.add(ColumnRules.categories(contract, categories));
      default -> {}
    }
    return checks;
  }
}
