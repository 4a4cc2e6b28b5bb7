package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.CrossColumnRule;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Purpose;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/// The rules that a contract makes for a table, those over the table first.
///
/// @param contract what the table must look like
/// @param purpose with the target, or without
/// @param previous the batch before
/// @param numbers the rows' numbers in the input
record Rules(Contract contract, Purpose purpose, BatchRows previous, RowNumbers numbers) {

  static Rules of(Contract contract, Purpose purpose) {
    return new Rules(contract, purpose, BatchRows.NONE, RowNumbers.ALL);
  }

  /// Every rule with what was found.
  ///
  /// @throws DataException where the table lacks a column or has it in another type
  Validation check(Batches table) throws IOException {
    return examine(table).validation();
  }

  /// What a table comes to.
  ///
  /// @param validation every rule with what was found
  /// @param rowRules the rules about single rows, for another reading from the beginning
  record Examined(Validation validation, Supplier<List<RowRule>> rowRules) {}

  /// Every rule with what was found, and the rules for another reading.
  ///
  /// @throws DataException where the table lacks a column or has it in another type
  Examined examine(Batches table) throws IOException {
    Map<String, ColumnLayout.Kind> kinds = new HashMap<>();
    table.layout().forEach(column -> kinds.put(column.name(), column.kind()));
    require(kinds, contract.id(), "texts", EnumSet.of(ColumnLayout.Kind.TEXT));
    IdRule ids = new IdRule(contract.id());
    Optional<DuplicatesRule> duplicates =
        Optional.ofNullable(contract.duplicates()).map(DuplicatesRule::new);
    List<Rule> columns = columnRules(kinds);
    Optional<TargetRule> target = target(kinds);
    long[] rows = new long[1];
    table.forEach((batch, before) -> {
      rows[0] += batch.rows();
      ids.add(batch);
      duplicates.ifPresent(rule -> rule.add(batch));
      columns.forEach(rule -> rule.add(batch, before));
      target.ifPresent(rule -> rule.add(batch, before));
    });
    RepeatedIds.Shared shared = ids.shared(numbers);
    List<Check> checks = new ArrayList<>(List.of(minimumRows(rows[0])));
    rowCount().ifPresent(rule -> checks.add(rule.check(rows[0] + numbers.putAside())));
    checks.add(shared.check(table, rows[0]));
    if (duplicates.isPresent()) {
      checks.add(duplicates.get().check(table, rows[0], numbers));
    }
    columns.forEach(rule -> checks.add(rule.check(rows[0], numbers)));
    target.ifPresent(rule -> checks.addAll(rule.checks(rows[0], numbers)));
    return new Examined(
        Validation.of(rows[0], numbers.putAside(), checks), () -> rowRules(kinds, shared));
  }

  private List<RowRule> rowRules(Map<String, ColumnLayout.Kind> kinds, RepeatedIds.Shared shared) {
    List<RowRule> rules = new ArrayList<>(List.of(shared.rule()));
    for (Rule rule : columnRules(kinds)) {
      if (rule instanceof RowRule ofRows) {
        rules.add(ofRows);
      }
    }
    return rules;
  }

  /// The fewest rows that a batch must have.
  int leastRows() {
    return switch (purpose) {
      case TRAINING -> contract.minimumRows().training();
      case INFERENCE -> contract.minimumRows().inference();
    };
  }

  private Optional<RowCount> rowCount() {
    return Optional.ofNullable(contract.rowCount()).map(limit -> new RowCount(limit, previous));
  }

  /// The rules of the columns, then those over two of them.
  private List<Rule> columnRules(Map<String, ColumnLayout.Kind> kinds) {
    List<Rule> rules = new ArrayList<>();
    contract.columns().forEach(column -> rules.addAll(rules(column, kinds)));
    contract.rules().forEach(rule -> rules.add(crossRule(rule)));
    return rules;
  }

  private CrossRule crossRule(CrossColumnRule rule) {
    return switch (rule.rule()) {
      case AT_MOST -> new AtMostRule(rule, column(rule.column()), column(rule.other()));
      case REQUIRED_IF -> new RequiredIfRule(rule, column(rule.other()));
    };
  }

  private ColumnContract column(String name) {
    return contract.columns().stream()
        .filter(column -> column.name().equals(name))
        .findFirst()
        .orElseThrow();
  }

  private static ColumnLayout.Kind require(
      Map<String, ColumnLayout.Kind> kinds,
      String name,
      String expected,
      Set<ColumnLayout.Kind> allowed) {
    ColumnLayout.Kind kind = kinds.get(name);
    if (kind == null) {
      throw new DataException("column %s: expected in the table, found none".formatted(name));
    }
    if (!allowed.contains(kind)) {
      throw new DataException(
          "column %s: expected %s, found %s"
              .formatted(name, expected, kind.name().toLowerCase(Locale.ROOT)));
    }
    return kind;
  }

  private Optional<TargetRule> target(Map<String, ColumnLayout.Kind> kinds) {
    return switch (purpose) {
      case INFERENCE -> Optional.empty();
      case TRAINING -> {
        String name = contract.target().column();
        require(kinds, name, "the target's texts", EnumSet.of(ColumnLayout.Kind.CATEGORY));
        yield Optional.of(new TargetRule(contract.target()));
      }
    };
  }

  private Check minimumRows(long rows) {
    return Demand.error("", "minimum rows", "at least %d rows".formatted(leastRows()))
        .ofTable(rows >= leastRows(), "%d".formatted(rows));
  }

  private static List<Rule> rules(ColumnContract column, Map<String, ColumnLayout.Kind> kinds) {
    ColumnLayout.Kind kind =
        require(
            kinds,
            column.name(),
            "numbers, timestamps or categories",
            EnumSet.complementOf(EnumSet.of(ColumnLayout.Kind.TEXT)));
    List<Rule> rules = new ArrayList<>(List.of(new MissingRule(column)));
    if (kind == ColumnLayout.Kind.CATEGORY) {
      if (!column.categories().isEmpty()) {
        rules.add(TextsRule.categories(column));
      }
      String pattern = column.pattern();
      if (pattern != null) {
        rules.add(TextsRule.pattern(column, pattern));
      }
    } else if (column.least() > Double.NEGATIVE_INFINITY
        || column.greatest() < Double.POSITIVE_INFINITY) {
      rules.add(new RangeRule(column));
    }
    return rules;
  }
}
