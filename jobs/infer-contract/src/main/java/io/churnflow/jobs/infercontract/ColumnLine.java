package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.Timestamps;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// A column's line in the draft.
///
/// @param finding what is thought of it
/// @param decimal the file's decimal mark
record ColumnLine(Finding finding, char decimal) {

  /// Below `contract.columns`, with what was found as a comment; as a whole a comment where the
  /// column is dropped.
  String text() {
    String line = "- {%s}".formatted(String.join(", ", fields()));
    return finding
        .suspicion()
        .map(reason -> "    # %s   # dropped: %s%n".formatted(line, Yaml.comment(reason)))
        .orElseGet(() -> "    %s%s%n".formatted(line, remark()))
        .replace("\r\n", "\n");
  }

  private ColumnProfile profile() {
    return finding.profile();
  }

  private boolean isPersonal() {
    return Words.likePersonal(finding.name());
  }

  private List<String> fields() {
    List<String> fields = new ArrayList<>();
    fields.add("name: " + Yaml.text(finding.name()));
    fields.add("type: " + type());
    if (finding.isKept()) {
      fields.addAll(values());
      long missing = finding.kind().missing(profile(), decimal);
      if (missing > 0) {
        fields.add("missing: " + Yaml.number(Bounds.missing(missing, profile().rows())));
      }
    }
    if (isPersonal()) {
      fields.add("personal: true");
    }
    return fields;
  }

  private String type() {
    return switch (finding.kind()) {
      case BOOLEAN, INTEGER, NUMBER, TIMESTAMP, CATEGORY ->
          finding.kind().name().toLowerCase(Locale.ROOT);
      case MANY_CATEGORIES, TEXT, EMPTY -> "category";
    };
  }

  private List<String> values() {
    return switch (finding.kind()) {
      case INTEGER, NUMBER -> range();
      case TIMESTAMP -> moments();
      case CATEGORY ->
          isPersonal() ? List.of() : List.of("categories: " + Yaml.list(profile().texts().texts()));
      case BOOLEAN, MANY_CATEGORIES, TEXT, EMPTY -> List.of();
    };
  }

  private List<String> range() {
    List<String> fields = new ArrayList<>();
    double minimum = Bounds.minimum(profile().numbers(decimal).least());
    double maximum = Bounds.maximum(profile().numbers(decimal).greatest());
    if (Double.isFinite(minimum)) {
      fields.add("minimum: " + Yaml.number(minimum));
    }
    if (Double.isFinite(maximum)) {
      fields.add("maximum: " + Yaml.number(maximum));
    }
    return fields;
  }

  private List<String> moments() {
    TimestampStatistics.Form form = profile().timestamps().best().orElseThrow();
    return Optional.ofNullable(form.pattern())
        .map(pattern -> List.of("format: " + Yaml.text(pattern)))
        .orElse(List.of());
  }

  private String remark() {
    List<String> remarks = new ArrayList<>();
    if (!isPersonal()) {
      found().ifPresent(remarks::add);
    }
    long missing = finding.kind().missing(profile(), decimal);
    if (missing > 0) {
      remarks.add(
          String.format(Locale.ROOT, "%.2f %% missing", 100.0 * missing / profile().rows()));
    }
    long unparseable = finding.kind().unparseable(profile(), decimal);
    if (unparseable > 0) {
      remarks.add("%d of them cells that are no %s".formatted(unparseable, type()));
    }
    if (finding.kind() == ColumnKind.TIMESTAMP && profile().timestamps().isAmbiguous()) {
      remarks.add("whether day or month comes first cannot be told: check the format");
    }
    if (isPersonal()) {
      remarks.add("personal by its name: values are not shown");
    }
    return remarks.isEmpty() ? "" : "   # " + Yaml.comment(String.join("; ", remarks));
  }

  private Optional<String> found() {
    return switch (finding.kind()) {
      case INTEGER, NUMBER -> {
        NumberStatistics numbers = profile().numbers(decimal);
        yield Optional.of(
            "found %s to %s"
                .formatted(Yaml.number(numbers.least()), Yaml.number(numbers.greatest())));
      }
      case TIMESTAMP -> {
        TimestampStatistics.Form form = profile().timestamps().best().orElseThrow();
        yield Optional.of(
            "found %s to %s"
                .formatted(Timestamps.text(form.least()), Timestamps.text(form.greatest())));
      }
      case BOOLEAN, CATEGORY, MANY_CATEGORIES, TEXT, EMPTY -> Optional.empty();
    };
  }
}
