package io.churnflow.jobs.validatedata;

import io.churnflow.runtime.Quarantine;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.Utf8Texts;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;

/// Puts the rows aside that break rules about single rows, and keeps the others in a table of their
/// own, batch by batch.
///
/// @param rules the rules, not yet held against anything
/// @param id the id column
/// @param numbers the rows' numbers in the input
record Sieve(List<RowRule> rules, String id, RowNumbers numbers) {

  /// @param table all rows
  /// @param kept a new table file for the rows that keep the rules
  /// @param aside a new file for those that do not
  /// @return how many are put aside
  long sift(Batches table, Path kept, Path aside) throws IOException {
    List<Caught> caught = new ArrayList<>();
    for (RowRule rule : rules) {
      Demand demand = rule.demand();
      rule.breaches().watchedBy((row, shown) -> caught.add(new Caught(row, demand, shown.get())));
    }
    try (TableWriter writer = TableWriter.create(kept, table.layout());
        Quarantine quarantine = Quarantine.create(aside)) {
      table.forEach((batch, before) -> {
        rules.forEach(rule -> rule.add(batch, before));
        caught.sort(Comparator.comparingLong(Caught::row));
        for (Caught one : caught) {
          quarantine.add(reason(one, batch, before));
        }
        writer.add(batch.select(rest(batch, before, caught)));
        caught.clear();
      });
      writer.finish(table.dictionaries());
      return quarantine.rows();
    }
  }

  /// A row that breaks a rule.
  private record Caught(long row, Demand demand, String found) {}

  private Quarantine.Reason reason(Caught one, TableBatch batch, long before) {
    Utf8Texts ids = batch.text(id).orElseThrow();
    Demand demand = one.demand();
    return new Quarantine.Reason(
        numbers.of(one.row()),
        String.valueOf(ids.text((int) (one.row() - before))),
        demand.column(),
        demand.rule(),
        demand.expected(),
        one.found());
  }

  private static int[] rest(TableBatch batch, long before, List<Caught> caught) {
    boolean[] bad = new boolean[batch.rows()];
    caught.forEach(one -> bad[(int) (one.row() - before)] = true);
    return IntStream.range(0, bad.length).filter(row -> !bad[row]).toArray();
  }
}
