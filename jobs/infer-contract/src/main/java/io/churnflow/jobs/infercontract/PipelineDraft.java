package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Gate;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;

/// The text of a draft: everything a pipeline file needs, with what was found as comments.
///
/// @param name the pipeline's
/// @param input as the pipeline will look it up
/// @param seed of the sample
record PipelineDraft(
    String name, String input, TableProfile table, Roles roles, Suspicions suspicions, long seed) {
  private static final int MOST_FOLDS = 5;
  private static final int HOLDOUT_PERCENT = 20;

  String yaml() {
    return """
    # yaml-language-server: $schema=pipeline.schema.json
    # Drafted by infer-contract from %s: %d rows, %d columns. Read it, above all what is dropped, and change what is
    # wrong; docs/pipelines.md says what each field means. Cells were read in all rows; what tells the target alone in %d of them (seed %d).
    format: 1
    name: %s
    description: Which customers will leave.
    owner: data-science            # who is asked when a run fails
    tags: [draft]

    # What a CSV must look like. Bounds are round numbers at about twice what was found; so many cells may be missing as were, twice over.
    # A dropped column is ignored in every file; take the # before it away to use it.
    contract:
      id: %s%s
      target: {column: %s, positive: %s, negative: %s}   # %s
    %s%s  extra_columns: ignore          # or: reject
      minimum_rows: {training: %d, inference: 1}
      columns:
    %s
    split: {holdout_percent: %d, salt: %s}

    %s
    training:
      input: %s
      seed: 1
      folds: %d
      metric: pr_auc               # chooses the winner, out of fold
      search: {trials: 8, minutes: 5}
      models:
        - algorithm: logistic-regression
        - algorithm: random-forest
        - algorithm: gradient-boosting

    threshold: {rule: best_f1}     # or minimum_recall, minimum_precision, profit

    gate:
      metric: pr_auc
      minimum: %s                # on the hold-out; a model that knows nothing has %s
      margin: %s
      minimum_positives: %d        # fewer unseen positives: inconclusive, which is not promoted%s

    promotion: {approval: person}  # or: automatic

    retraining: {violations: 2, batches: 3}   # a training is started when so many of the last batches have drifted; left out: never
    # schedules: {training: "0 3 * * 0", inference: "0 6 * * *"}   # cron, UTC; left out: by hand only

    retention: {run_folders_days: 30}
    """
        .formatted(
            Yaml.comment(input),
            table.rows(),
            table.columns().size(),
            table.sample().size(),
            seed,
            name,
            Yaml.text(roles.id()),
            idDoubt().map(doubt -> "   # " + Yaml.comment(doubt)).orElse(""),
            Yaml.text(roles.target().column()),
            Yaml.text(roles.target().positive()),
            Yaml.text(roles.target().negative()),
            targetRemark(),
            dialect(),
            unparseable(),
            Math.clamp(table.rows() / 2, 1, 500),
            columns(),
            HOLDOUT_PERCENT,
            Yaml.text(name.replace('_', '-') + "-1"),
            timestamps().text(),
            Yaml.text(input),
            folds(),
            hundredths(Math.ceil(100 * prevalence()) / 100),
            hundredths(prevalence()),
            Gate.MARGIN,
            minimumPositives(),
            fewPositives());
  }

  /// What a gate has that names none, or half of what the hold-out is expected to have.
  private long minimumPositives() {
    return Math.clamp(heldOutPositives() / 2, 1, Gate.POSITIVES);
  }

  private String fewPositives() {
    return minimumPositives() == Gate.POSITIVES
        ? ""
        : "; %d are usual, but this hold-out has some %d: a verdict on so few is often chance"
            .formatted(Gate.POSITIVES, heldOutPositives());
  }

  private long heldOutPositives() {
    return positives() * HOLDOUT_PERCENT / 100;
  }

  private long positives() {
    return table
        .find(roles.target().column())
        .orElseThrow()
        .texts()
        .count(roles.target().positive());
  }

  private double prevalence() {
    return (double) positives() / table.rows();
  }

  private int folds() {
    long rarer = Math.min(positives(), table.rows() - positives());
    return (int) Math.clamp(rarer / 4, 2, MOST_FOLDS);
  }

  private static String hundredths(double value) {
    return String.format(Locale.ROOT, "%.2f", value);
  }

  /// What is not known of the id: whether rows beyond those that were compared repeat one.
  Optional<String> idDoubt() {
    OptionalLong among = table.find(roles.id()).orElseThrow().uniqueAmong();
    return among.isEmpty()
        ? Optional.empty()
        : Optional.of(
            "none stands twice among the first %d rows; the other %d were not compared"
                .formatted(among.getAsLong(), table.rows() - among.getAsLong()));
  }

  private String targetRemark() {
    String share =
        String.format(Locale.ROOT, "%d positives, %.1f %%", positives(), 100 * prevalence());
    return suspicions.leaksTold()
        ? share
        : share + "; too few rows of a class to look for columns that tell it alone";
  }

  private String dialect() {
    Dialect dialect = table.dialect();
    return dialect.equals(Dialect.STANDARD)
        ? ""
        : "  dialect: {delimiter: %s, quote: %s, encoding: %s, decimal: %s}\n"
            .formatted(
                Yaml.text(dialect.delimiter()),
                Yaml.text(dialect.quote()),
                dialect.encoding().label(),
                Yaml.text(dialect.decimal()));
  }

  private String unparseable() {
    char decimal = table.dialect().decimalMark();
    long most =
        suspicions.findings().stream()
            .filter(Finding::isKept)
            .mapToLong(finding -> finding.kind().unparseable(finding.profile(), decimal))
            .max()
            .orElse(0);
    return most == 0
        ? ""
        : "  unparseable_share: %s        # share of a column's cells that may not parse; they become missing\n"
            .formatted(Yaml.number(Bounds.share(most, table.rows())));
  }

  private String columns() {
    StringBuilder lines = new StringBuilder();
    suspicions
        .findings()
        .forEach(
            finding -> lines.append(new ColumnLine(finding, table.dialect().decimalMark()).text()));
    return lines.toString().stripTrailing() + "\n";
  }

  /// What models see of timestamps.
  TimestampLines timestamps() {
    return TimestampLines.of(table, suspicions.findings());
  }

  /// Names of what is dropped, with the reasons.
  List<String> dropped() {
    List<String> dropped = new ArrayList<>();
    suspicions
        .findings()
        .forEach(finding ->
            finding
                .suspicion()
                .ifPresent(reason -> dropped.add("%s: %s".formatted(finding.name(), reason))));
    return dropped;
  }
}
