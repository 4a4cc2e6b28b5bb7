package io.churnflow.contracts.pipeline;

/// Values as people may see them: in messages, reports and listings.
public final class ShownValue {
  private static final String PERSONAL = "another value (personal, not shown)";
  private static final int LONGEST = 60;

  private ShownValue() {}

  /// A value in words; of a personal column only that there is one.
  public static String of(ColumnContract column, String words) {
    return column.personal() ? PERSONAL : words;
  }

  /// A cell's text in quotation marks, cut where it is long; of a personal column only that there
  /// is one.
  public static String cell(ColumnContract column, String text) {
    return of(column, quoted(text));
  }

  /// A text in quotation marks, cut where it is long.
  public static String quoted(String text) {
    return "'" + shortened(text) + "'";
  }

  /// A text, cut where it is long.
  public static String shortened(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + "...";
  }
}
