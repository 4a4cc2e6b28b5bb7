package io.churnflow.jobs.validatedata;

import io.churnflow.runtime.Output;
import io.churnflow.runtime.Quarantine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// Decides what becomes of a batch: it is used, used without some rows, or refused.
///
/// @param rules what it is held against
/// @param quarantine share of its rows that may be put aside
record Judgement(Rules rules, double quarantine) {
  private static final String KEPT = "table.arrow";

  /// A batch that has been judged.
  ///
  /// @param validation what was found, with the verdict
  /// @param reason why it is refused; empty where it is not
  record Judged(Validation validation, String reason) {}

  /// @param table the batch
  /// @param output takes the kept rows and the others where some are put aside
  Judged of(Batches table, Output output) throws IOException {
    Rules.Examined examined = rules.examine(table);
    Validation found = examined.validation();
    if (found.isAccepted()) {
      return new Judged(found, "");
    }
    List<RowRule> broken =
        examined.rowRules().get().stream()
            .filter(rule -> found.errors().stream().anyMatch(rule.demand()::isOf))
            .toList();
    boolean onlyRows = broken.size() == found.errors().size();
    boolean mayFit = found.errors().stream().allMatch(check -> check.count() <= most(found));
    String why = message(found.errors());
    return quarantine > 0 && onlyRows && mayFit
        ? sifted(table, output, found, new Sieve(broken, rules.contract().id(), rules.numbers()))
        : new Judged(found, quarantine > 0 && onlyRows ? why + tooMany(found) : why);
  }

  private Judged sifted(Batches table, Output output, Validation found, Sieve sieve)
      throws IOException {
    Path kept = output.path(KEPT);
    Path aside = output.path(Quarantine.FILE);
    long caught = sieve.sift(table, kept, aside);
    long putAside = rules.numbers().putAside() + caught;
    boolean tooMany = caught > most(found);
    if (!tooMany && found.rows() - caught >= rules.leastRows()) {
      return new Judged(found.without(putAside), "");
    }
    Files.delete(kept);
    Files.delete(aside);
    return new Judged(found, message(found.errors()) + (tooMany ? tooMany(found) : tooFew()));
  }

  /// How many rows may be put aside besides those of loading.
  private long most(Validation found) {
    long input = found.rows() + rules.numbers().putAside();
    return (long) Math.floor(quarantine * input) - rules.numbers().putAside();
  }

  private String tooMany(Validation found) {
    long most = most(found) + rules.numbers().putAside();
    return "; more than %d rows would be put aside (a share of %s)".formatted(most, quarantine);
  }

  private String tooFew() {
    return "; fewer than %d rows would be left".formatted(rules.leastRows());
  }

  private static String message(List<Check> broken) {
    String first = broken.getFirst().sentence();
    return broken.size() == 1
        ? first
        : "%s (and %d more broken rules: %s)"
            .formatted(
                first,
                broken.size() - 1,
                String.join(", ", broken.stream().skip(1).limit(10).map(Check::name).toList()));
  }
}
