package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.runtime.TableBatch;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// Every text is one of the contract's categories.
final class CategoriesRule implements Rule {
  private final ColumnContract contract;
  private final Breaches breaches = new Breaches();
  private List<String> dictionary = List.of();
  private boolean[] refused = {};

  CategoriesRule(ColumnContract contract) {
    this.contract = contract;
  }

  @Override
  public void add(TableBatch batch, long before) {
    CategoryColumn column = (CategoryColumn) batch.table().column(contract.name());
    learn(column.dictionary());
    int[] codes = column.codes();
    for (int row = 0; row < codes.length; row++) {
      int code = codes[row];
      if (code != CategoryColumn.MISSING && refused[code]) {
        breaches.add(
            before + row,
            () -> contract.personal() ? Check.PERSONAL : "'" + dictionary.get(code) + "'");
      }
    }
  }

  /// All batches of a file have the same dictionary.
  private void learn(List<String> texts) {
    if (texts.equals(dictionary)) {
      return;
    }
    Set<String> allowed = new HashSet<>(contract.categories());
    dictionary = texts;
    refused = new boolean[texts.size()];
    for (int code = 0; code < refused.length; code++) {
      refused[code] = !allowed.contains(texts.get(code));
    }
  }

  @Override
  public Check check(long rows) {
    return breaches.check(contract.name(), "categories", "one of " + contract.categories());
  }
}
