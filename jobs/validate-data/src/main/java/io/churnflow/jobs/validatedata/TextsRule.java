package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.ShownValue;
import io.churnflow.contracts.pipeline.TextPattern;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.UsageException;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/// Every text of a column is one that is allowed, which is asked once for each distinct text.
final class TextsRule implements RowRule {
  private final ColumnContract contract;
  private final Demand demand;
  private final Predicate<String> allowed;
  private final Breaches breaches = new Breaches();
  private List<String> dictionary = List.of();
  private boolean[] refused = {};

  private TextsRule(ColumnContract contract, Demand demand, Predicate<String> allowed) {
    this.contract = contract;
    this.demand = demand;
    this.allowed = allowed;
  }

  /// It is one of the contract's categories.
  static TextsRule categories(ColumnContract contract) {
    return new TextsRule(
        contract,
        Demand.of(contract, "categories", "one of " + contract.categories()),
        Set.copyOf(contract.categories())::contains);
  }

  /// It matches a regular expression as a whole.
  static TextsRule pattern(ColumnContract contract, String expression) {
    return new TextsRule(
        contract,
        Demand.of(contract, "pattern", "a text that matches " + expression),
        bounded(contract.name(), expression));
  }

  /// One whose every text takes bounded effort.
  private static Predicate<String> bounded(String column, String expression) {
    TextPattern pattern = TextPattern.of(expression);
    return text -> {
      try {
        return pattern.matches(text);
      } catch (TextPattern.RunawayException runaway) {
        throw new UsageException(
            "column %s, pattern %s: expected one that soon matches a text or not, found one that tries too many ways on a text of %d characters (repetitions within repetitions?)"
                .formatted(column, ShownValue.shortened(expression), text.length()),
            runaway);
      }
    };
  }

  @Override
  public Demand demand() {
    return demand;
  }

  @Override
  public Breaches breaches() {
    return breaches;
  }

  @Override
  public void add(TableBatch batch, long before) {
    CategoryColumn column = (CategoryColumn) batch.table().column(contract.name());
    learn(column.dictionary());
    int[] codes = column.codes();
    for (int row = 0; row < codes.length; row++) {
      int code = codes[row];
      if (code != CategoryColumn.MISSING && refused[code]) {
        breaches.add(before + row, () -> ShownValue.cell(contract, dictionary.get(code)));
      }
    }
  }

  /// All batches of a file have the same dictionary.
  private void learn(List<String> texts) {
    if (texts.equals(dictionary)) {
      return;
    }
    dictionary = texts;
    refused = new boolean[texts.size()];
    for (int code = 0; code < refused.length; code++) {
      refused[code] = !allowed.test(texts.get(code));
    }
  }
}
