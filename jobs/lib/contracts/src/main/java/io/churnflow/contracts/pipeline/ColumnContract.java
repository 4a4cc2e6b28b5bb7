package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What one column of the input must look like.
///
/// @param name as in the CSV header
/// @param type what its cells are
/// @param minimum least allowed value, number and integer only
/// @param maximum greatest allowed value, number and integer only
/// @param categories allowed texts, category only; empty allows any
/// @param missing allowed share of empty cells, 0 where it is not set
/// @param personal whether values must not appear in logs, reports and reasons
/// @param phrase how a prediction's reason says the column, with `{value}` where its cell stands,
///   which a personal column must not have; null for the column's name and cell
/// @param format a pattern of java.time such as `dd/MM/yyyy HH:mm`, timestamp only; null for
///   ISO-8601
/// @param earliest the first allowed moment in ISO-8601, timestamp only
/// @param latest the last one
/// @param severity what becomes of a batch that breaks the column's rules; null for an error
/// @param pattern a regular expression of java.util.regex that matches every text as a whole,
///   category only; null for any text
public record ColumnContract(
    @JsonProperty(required = true) String name,
    @JsonProperty(required = true) ColumnType type,
    @Nullable Double minimum,
    @Nullable Double maximum,
    List<String> categories,
    double missing,
    boolean personal,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String phrase,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String format,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String earliest,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String latest,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Severity severity,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable String pattern) {

  public ColumnContract {
    Checks.given("type", type);
    Checks.text("name", name);
    Checks.share("missing", missing);
    categories = categories == null ? List.of() : List.copyOf(categories);
    Checks.distinct("categories", categories);
    boolean numeric = type == ColumnType.NUMBER || type == ColumnType.INTEGER;
    Checks.require(
        numeric || (minimum == null && maximum == null),
        "minimum and maximum",
        "a column of type number or integer",
        type);
    Checks.require(
        type == ColumnType.CATEGORY || categories.isEmpty(),
        "categories",
        "a column of type category",
        type);
    Checks.require(
        minimum == null || maximum == null || minimum <= maximum,
        "minimum",
        "at most maximum " + maximum,
        String.valueOf(minimum));
    if (phrase != null) {
      Phrases.check("phrase", phrase, personal);
    }
    Checks.require(
        type == ColumnType.TIMESTAMP || (format == null && earliest == null && latest == null),
        "format, earliest and latest",
        "a column of type timestamp",
        type);
    checkTimes(format, earliest, latest);
    if (pattern != null) {
      Checks.require(type == ColumnType.CATEGORY, "pattern", "a column of type category", type);
      Checks.pattern("pattern", pattern);
    }
  }

  private static void checkTimes(
      @Nullable String format, @Nullable String earliest, @Nullable String latest) {
    TimestampFormat unused = TimestampFormat.of(format);
    Checks.require(
        !(bound("earliest", earliest, Double.NEGATIVE_INFINITY)
            > bound("latest", latest, Double.POSITIVE_INFINITY)),
        "earliest",
        "at most latest " + latest,
        String.valueOf(earliest));
  }

  private static double bound(String field, @Nullable String text, double none) {
    return text == null ? none : Checks.moment(field, text);
  }

  /// The least allowed value, of a timestamp in milliseconds since 1970; minus infinity for any.
  public double least() {
    return minimum == null ? bound("earliest", earliest, Double.NEGATIVE_INFINITY) : minimum;
  }

  /// The greatest allowed value, of a timestamp in milliseconds since 1970; infinity for any.
  public double greatest() {
    return maximum == null ? bound("latest", latest, Double.POSITIVE_INFINITY) : maximum;
  }

  /// What becomes of a batch that breaks the column's rules.
  public Severity severityOfRules() {
    return Severity.orError(severity);
  }

  /// The same as far as data goes: without words that only people read, and without what becomes of
  /// other data.
  ColumnContract dataOnly() {
    return new ColumnContract(
        name,
        type,
        minimum,
        maximum,
        categories,
        missing,
        personal,
        null,
        format,
        earliest,
        latest,
        null,
        pattern);
  }
}
