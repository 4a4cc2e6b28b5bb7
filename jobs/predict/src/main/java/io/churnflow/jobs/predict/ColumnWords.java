package io.churnflow.jobs.predict;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;

/// Says a column's cells as reasons: its phrase with the value in it, or its name and the value.
///
/// @param label the column's name as words
/// @param phrase with `{value}` where the value stands, if anywhere
/// @param personal whether the value, and whether there is one, must not be said
record ColumnWords(String label, String phrase, boolean personal) {
  private static final double MOST_WHOLE = 1e15;

  static ColumnWords of(ColumnContract column) {
    String label = column.name().replace('_', ' ');
    String usual = column.personal() ? label : label + ": {value}";
    String given = column.phrase();
    return new ColumnWords(label, given == null ? usual : given, column.personal());
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
