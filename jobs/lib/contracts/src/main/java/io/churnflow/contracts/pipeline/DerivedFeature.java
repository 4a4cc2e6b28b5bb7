package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What models see of a timestamp column. Nothing of it is fitted, and nothing depends on when a
/// job runs.
///
/// @param from a timestamp column of the contract
/// @param part what of it
/// @param name the feature's name; `<from>_<part>` where it is left out
/// @param until of an age: the moment it is measured at, in ISO-8601, which the model file carries
/// @param untilColumn of an age, instead: a timestamp column with the moment for each row
/// @param phrase as of a column, see [ColumnContract]
public record DerivedFeature(
    @JsonProperty(required = true) String from,
    @JsonProperty(required = true) Part part,
    String name,
    @Nullable String until,
    @Nullable String untilColumn,
    @Nullable String phrase) {

  /// What of a timestamp, all in UTC.
  public enum Part {
    /// Whole days from it to another moment, rounded down; negative where that comes before it.
    @JsonProperty("age_in_days")
    AGE_IN_DAYS,
    /// A category, `January` to `December`.
    @JsonProperty("month")
    MONTH,
    /// A category, `Monday` to `Sunday`.
    @JsonProperty("weekday")
    WEEKDAY,
    /// A category, `0` to `23`.
    @JsonProperty("hour")
    HOUR
  }

  public DerivedFeature {
    Checks.given("part", part);
    Checks.text("from", from);
    name = name == null ? from + "_" + part.name().toLowerCase(Locale.ROOT) : name;
    Checks.text("name", name);
    Checks.require(
        part == Part.AGE_IN_DAYS
            ? (until == null) != (untilColumn == null)
            : until == null && untilColumn == null,
        "until and until_column",
        part == Part.AGE_IN_DAYS ? "one of them, for an age" : "neither, but for an age",
        until + " and " + untilColumn);
    if (until != null) {
      Checks.moment("until", until);
    }
  }

  /// The moment that an age is measured at, in milliseconds since 1970-01-01T00:00:00Z.
  public Optional<Double> untilMoment() {
    return Optional.ofNullable(until).map(text -> Checks.moment("until", text));
  }

  /// Whether its value must not be said, since a column that it is made of is personal.
  public boolean personal(Contract contract) {
    return contract.columns().stream()
        .anyMatch(column ->
            column.personal() && (column.name().equals(from) || column.name().equals(untilColumn)));
  }

  /// @param path of this feature in the pipeline file, such as `features.derived[0]`
  /// @throws IllegalArgumentException where the contract lacks its timestamps, or has its name, or
  ///   its phrase says a personal value; the message begins with the field's path
  void requireFit(Contract contract, String path) {
    requireTimestamp(contract, path + ".from", from);
    if (untilColumn != null) {
      requireTimestamp(contract, path + ".until_column", untilColumn);
    }
    boolean free =
        contract.columns().stream().noneMatch(column -> column.name().equals(name))
            && !contract.id().equals(name)
            && !contract.target().column().equals(name);
    Checks.require(free, path + ".name", "a name that no column has", "'" + name + "'");
    if (phrase != null) {
      Phrases.check(path + ".phrase", phrase, personal(contract));
    }
  }

  private static void requireTimestamp(Contract contract, String field, String name) {
    boolean found =
        contract.columns().stream()
            .anyMatch(
                column -> column.name().equals(name) && column.type() == ColumnType.TIMESTAMP);
    Checks.require(found, field, "a timestamp column of the contract", "'" + name + "'");
  }
}
