package io.churnflow.jobs.predict;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.DerivedFeature;
import io.churnflow.learning.derived.Derivation;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/// Says a column's cells as reasons: its phrase with the value in it, or its name and the value.
///
/// @param label the column's name as words
/// @param phrase with `{value}` where the value stands, if anywhere
/// @param personal whether the value, and whether there is one, must not be said
record ColumnWords(String label, String phrase, boolean personal) {
  private static final double MOST_WHOLE = 1e15;

  static ColumnWords of(ColumnContract column) {
    return of(column.name(), column.phrase(), column.personal());
  }

  /// For what a pipeline file derives of a timestamp.
  static ColumnWords of(DerivedFeature derived, Contract contract) {
    return of(derived.name(), derived.phrase(), derived.personal(contract));
  }

  /// For what a model derives and the pipeline file no longer does.
  static ColumnWords of(Derivation derivation, Contract contract) {
    boolean personal =
        contract.columns().stream()
            .anyMatch(column -> column.personal() && derivation.sources().contains(column.name()));
    return of(derivation.feature().name(), null, personal);
  }

  private static ColumnWords of(String name, @Nullable String phrase, boolean personal) {
    String label = name.replace('_', ' ');
    String usual = personal ? label : label + ": {value}";
    return new ColumnWords(label, phrase == null ? usual : phrase, personal);
  }

  /// The words for each cell of a column.
  RowReasons.Cells cells(Column column) {
    byte[] ifMissing = utf8(personal ? phrase : label + " missing");
    return switch (column) {
      case NumberColumn numbers ->
          row -> numbers.isMissing(row) ? ifMissing : utf8(said(number(numbers, row)));
      case CategoryColumn categories -> {
        byte[][] byCode =
            categories.dictionary().stream()
                .map(text -> text.isEmpty() ? ifMissing : utf8(said(text)))
                .toArray(byte[][]::new);
        yield row -> categories.isMissing(row) ? ifMissing : byCode[categories.codes()[row]];
      }
      case TextColumn text -> throw new IllegalArgumentException(text.name() + ": free text");
    };
  }

  private String said(String value) {
    return phrase.replace("{value}", value);
  }

  private static String number(NumberColumn column, int row) {
    double value = column.values()[row];
    if (column.kind() == NumberColumn.Kind.BOOLEAN) {
      return value == 0 ? "no" : "yes";
    }
    return value == Math.rint(value) && Math.abs(value) < MOST_WHOLE
        ? Long.toString((long) value)
        : new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static byte[] utf8(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
