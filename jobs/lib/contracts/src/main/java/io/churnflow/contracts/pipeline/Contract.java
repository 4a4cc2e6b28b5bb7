package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/// The data contract: what a CSV must look like to be trained on or scored.
///
/// @param id column that identifies a row; not named as another column of the predictions
/// @param target column to predict; not named `churn_probability`
/// @param extraColumns what happens to columns that the contract does not name
/// @param unparseableShare share of a column's cells that may fail to parse; they become missing
/// @param minimumRows fewest rows
/// @param columns the feature columns, in order
/// @param dialect how the CSV is written; null for the standard one, see [#csv]
/// @param rules what the columns of a row must be to each other
/// @param duplicates how many rows may equal an earlier one but for the id; null for any
/// @param rowCount how far the number of rows may be from that of the batch before; null for any
public record Contract(
    @JsonProperty(required = true) String id,
    @JsonProperty(required = true) Target target,
    ExtraColumns extraColumns,
    double unparseableShare,
    MinimumRows minimumRows,
    @JsonProperty(required = true) List<ColumnContract> columns,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Dialect dialect,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<CrossColumnRule> rules,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable DuplicateLimit duplicates,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable RowCountLimit rowCount) {

  /// The column of probabilities, of which the target must not have the name.
  public static final String PROBABILITY = "churn_probability";

  /// Names of the columns of a predictions file, of which the id must not have one.
  public static final String PREDICTED_COLUMNS = PROBABILITY + "|churn|model_version|reason_[0-9]+";

  private static final Pattern PREDICTED = Pattern.compile(PREDICTED_COLUMNS);

  public Contract {
    Checks.text("id", id);
    extraColumns = extraColumns == null ? ExtraColumns.IGNORE : extraColumns;
    Checks.share("unparseable_share", unparseableShare);
    minimumRows = minimumRows == null ? new MinimumRows(1, 1) : minimumRows;
    columns = List.copyOf(columns);
    dialect = Dialect.STANDARD.equals(dialect) ? null : dialect;
    Checks.require(
        !PREDICTED.matcher(id).matches(),
        "id",
        "a name that no other column of the predictions has",
        "'" + id + "'");
    Checks.require(
        !target.column().equals(PROBABILITY),
        "target.column",
        "a name that no column of the out-of-fold predictions has",
        "'" + PROBABILITY + "'");
    Checks.require(!columns.isEmpty(), "columns", "at least one column", "none");
    List<String> names = new ArrayList<>(columns.stream().map(ColumnContract::name).toList());
    names.add(id);
    names.add(target.column());
    Checks.distinct("columns, id and target", names);
    rules = rules == null ? List.of() : List.copyOf(rules);
    for (int place = 0; place < rules.size(); place++) {
      rules.get(place).requireFit("rules[%d]".formatted(place), columns);
    }
  }

  /// How the CSV is written.
  public Dialect csv() {
    return dialect == null ? Dialect.STANDARD : dialect;
  }

  /// The same contract as far as data goes: without words that only people read, however its CSV is
  /// written, and without what a batch owes to the one before.
  public Contract dataOnly() {
    return new Contract(
        id,
        target,
        extraColumns,
        unparseableShare,
        minimumRows,
        columns.stream().map(ColumnContract::dataOnly).toList(),
        null,
        rules,
        duplicates,
        null);
  }

  /// What happens to columns that the contract does not name.
  public enum ExtraColumns {
    @JsonProperty("ignore")
    IGNORE,
    @JsonProperty("reject")
    REJECT
  }

  /// Fewest rows of an input.
  ///
  /// @param training at least 1
  /// @param inference at least 1
  public record MinimumRows(int training, int inference) {
    public MinimumRows {
      Checks.atLeast("training", 1, training);
      Checks.atLeast("inference", 1, inference);
    }
  }
}
