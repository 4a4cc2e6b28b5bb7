package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/// How a CSV is written. What becomes of it, a table, does not depend on it.
///
/// @param delimiter the one ASCII character between cells, `,` where it is left out
/// @param quote the one around cells that hold delimiters, quotes or line ends: `"`, which is also
///   meant where it is left out, or `'`; `none` where a quotation mark is a character as any other
/// @param encoding of the file's characters, UTF-8 where it is left out
/// @param decimal the mark before a number's fraction, `.` (left out) or `,`
public record Dialect(String delimiter, String quote, Encoding encoding, String decimal) {
  /// What a CSV is written in where nothing is said.
  public static final Dialect STANDARD = new Dialect(",", "\"", Encoding.UTF_8, ".");

  /// The word for a file without quotes.
  public static final String NO_QUOTE = "none";

  private static final String NO_DELIMITER = "\"'.+-_";

  public Dialect {
    delimiter = delimiter == null ? "," : delimiter;
    quote = quote == null ? "\"" : quote;
    encoding = encoding == null ? Encoding.UTF_8 : encoding;
    decimal = decimal == null ? "." : decimal;
    Checks.require(
        delimiter.length() == 1 && mayDelimit(delimiter.charAt(0)),
        "delimiter",
        "one character such as , ; | or a tab (\"\\t\")",
        "'" + delimiter + "'");
    Checks.require(
        quote.equals("\"") || quote.equals("'") || quote.equals(NO_QUOTE),
        "quote",
        "\", ' or none",
        "'" + quote + "'");
    Checks.require(
        decimal.equals(".") || decimal.equals(","), "decimal", ". or ,", "'" + decimal + "'");
  }

  /// Whether it may stand between cells: a tab, or a printable ASCII character that neither words
  /// nor numbers nor quoted cells begin with.
  private static boolean mayDelimit(char c) {
    boolean sign = c > ' ' && c < 0x7F && !Character.isLetterOrDigit(c);
    return c == '\t' || (sign && NO_DELIMITER.indexOf(c) < 0);
  }

  /// The delimiter as a character.
  public char delimiterCharacter() {
    return delimiter.charAt(0);
  }

  /// Whether cells may be quoted.
  public boolean quotes() {
    return !quote.equals(NO_QUOTE);
  }

  /// The mark before a number's fraction as a character.
  public char decimalMark() {
    return decimal.charAt(0);
  }

  /// How characters are written as bytes.
  public enum Encoding {
    /// Any character; a byte order mark is skipped.
    @JsonProperty("UTF-8")
    UTF_8("UTF-8", StandardCharsets.UTF_8),
    /// Two bytes a character; a byte order mark says in which order, without one the first
    /// character does, which is taken to be ASCII.
    @JsonProperty("UTF-16")
    UTF_16("UTF-16", StandardCharsets.UTF_16),
    /// Latin 1: one byte a character.
    @JsonProperty("ISO-8859-1")
    ISO_8859_1("ISO-8859-1", StandardCharsets.ISO_8859_1);

    private final String label;
    private final Charset charset;

    Encoding(String label, Charset charset) {
      this.label = label;
      this.charset = charset;
    }

    /// The name in pipeline files.
    public String label() {
      return label;
    }

    /// What decodes it.
    public Charset charset() {
      return charset;
    }
  }
}
