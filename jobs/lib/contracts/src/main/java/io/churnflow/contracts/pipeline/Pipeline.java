package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// One pipeline file: everything that is particular to one churn pipeline.
///
/// @param format version of the file's format, 1
/// @param name the pipeline's name: its DAGs, experiment and registered model are named after it
/// @param description one sentence for people
/// @param owner who is asked when a run fails
/// @param tags shown in Airflow
/// @param release version of the jobs that the pipeline's runs use; null for those of the stack
/// @param contract what the data must look like
/// @param split which rows are held out
/// @param features which columns the models see
/// @param training candidates and how the winner is chosen
/// @param threshold how the decision threshold is chosen
/// @param evaluation how the winner is looked at
/// @param gate what a model must measure to be promoted
/// @param promotion who lets it in
/// @param inference where files for scoring come from, and how many reasons a prediction has
/// @param drift when a scored batch counts as drifted
/// @param monitoring how well predictions have done is looked at
/// @param retraining when drift starts a training by itself; null for never
/// @param challengers versions that are tried beside production; null for none
/// @param schedules when the DAGs start by themselves
/// @param retention how long things are kept
public record Pipeline(
    @JsonProperty(required = true) int format,
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) String description,
    @JsonProperty(required = true) String owner,
    List<String> tags,
    @Nullable String release,
    @JsonProperty(required = true) Contract contract,
    @JsonProperty(required = true) Split split,
    Features features,
    @JsonProperty(required = true) Training training,
    @JsonProperty(required = true) Threshold threshold,
    EvaluationSpec evaluation,
    @JsonProperty(required = true) Gate gate,
    @JsonProperty(required = true) Promotion promotion,
    Inference inference,
    DriftPolicy drift,
    Monitoring monitoring,
    @Nullable Retraining retraining,
    @Nullable Challengers challengers,
    Schedules schedules,
    @JsonProperty(required = true) Retention retention) {

  /// The format this code reads.
  public static final int FORMAT = 1;

  private static final Set<ColumnType> AMOUNTS = EnumSet.of(ColumnType.NUMBER, ColumnType.INTEGER);
  private static final Set<ColumnType> TIMES =
      EnumSet.of(ColumnType.NUMBER, ColumnType.INTEGER, ColumnType.TIMESTAMP);
  private static final Set<ColumnType> ANY_TYPE = EnumSet.allOf(ColumnType.class);

  public Pipeline {
    Checks.given("contract", contract);
    Checks.given("split", split);
    Checks.given("training", training);
    Checks.given("threshold", threshold);
    Checks.given("gate", gate);
    Checks.given("promotion", promotion);
    Checks.given("retention", retention);
    Checks.require(format == FORMAT, "format", String.valueOf(FORMAT), format);
    Checks.name("name", name);
    Checks.text("description", description);
    Checks.text("owner", owner);
    tags = tags == null ? List.of() : List.copyOf(tags);
    Checks.release("release", release);
    features = features == null ? new Features(List.of(), null, List.of()) : features;
    evaluation = evaluation == null ? new EvaluationSpec(null) : evaluation;
    inference = inference == null ? new Inference(null, 60, 3, 0) : inference;
    drift = drift == null ? DriftPolicy.usual() : drift;
    monitoring = monitoring == null ? Monitoring.usual() : monitoring;
    schedules = schedules == null ? Schedules.NONE : schedules;
    checkFit(contract, evaluation, features, monitoring.labels(), threshold, split);
  }

  /// What sections say of the contract's columns.
  private static void checkFit(
      Contract contract,
      EvaluationSpec evaluation,
      Features features,
      LabelSource labels,
      Threshold threshold,
      Split split) {
    Refusal.separately(
        () -> evaluation.requireFit(contract),
        () -> features.requireFit(contract),
        () -> labels.requireFit(contract),
        () ->
            threshold
                .columns()
                .forEach(column -> checkWhole(contract, "threshold", column, AMOUNTS)),
        () -> checkSplit(contract, "split.group_column", split.groupColumn(), ANY_TYPE),
        () -> checkSplit(contract, "split.time_column", split.timeColumn(), TIMES));
  }

  private static void checkSplit(
      Contract contract, String field, @Nullable String column, Set<ColumnType> types) {
    if (column != null) {
      checkWhole(contract, field, column, types);
    }
  }

  /// Checks that a column is there, of one of these types, without missing cells.
  private static void checkWhole(
      Contract contract, String field, String name, Set<ColumnType> types) {
    boolean whole =
        contract.columns().stream()
            .filter(column -> column.name().equals(name) && column.missing() == 0)
            .map(ColumnContract::type)
            .anyMatch(types::contains);
    String kind =
        types.equals(AMOUNTS)
            ? "a number column"
            : types.equals(TIMES) ? "a number or timestamp column" : "a column";
    Checks.require(whole, field, kind + " of the contract without missing cells", name);
  }

  /// Whether a pipeline may have this name: lower-case letters, digits and _, a letter first, at
  /// most 63.
  public static boolean isName(String name) {
    return Checks.isName(name);
  }

  /// What is allowed but seldom meant, a sentence each, for people.
  public List<String> cautions() {
    return split.timeColumn() == null || training.outcomes() == null
        ? List.of()
        : List.of(
            "split.time_column and training.outcomes: the latest %d %% of the rows by %s are held out and never trained on, as a rule the very outcomes that training.outcomes adds; without split.time_column %d %% of those are learned from"
                .formatted(
                    split.holdoutPercent(), split.timeColumn(), 100 - split.holdoutPercent()));
  }

  /// The columns that the winner's hold-out metrics are split by.
  public List<String> slices() {
    return evaluation.slicesOf(contract);
  }

  /// The columns of sex or age that they are not split by, since their values are personal.
  public List<String> withheldSlices() {
    return evaluation.withheldOf(contract);
  }

  /// The columns that models see: those of the contract that are not excluded, in its order, then
  /// those derived of timestamps.
  public List<String> featureNames() {
    return features.seen(contract);
  }
}
