package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.SplitMix64;
import java.util.Locale;
import java.util.OptionalLong;
import java.util.regex.Pattern;

/// What a column's cells are, of all rows, in memory that does not grow with them but for the
/// hashes of texts that never stand twice.
final class ColumnProfile {
  private static final Pattern LEADING_ZERO = Pattern.compile("[+-]?0\\d.*");

  /// A column with fewer numbers among its first cells is not looked at as one any longer.
  private static final long TRIED = 1000;

  private final String name;
  private final NumberStatistics pointed = new NumberStatistics('.');
  private final NumberStatistics commaed = new NumberStatistics(',');
  private final TimestampStatistics timestamps = new TimestampStatistics();
  private final DistinctTexts texts = new DistinctTexts();
  private final DistinctHashes hashes;
  private long rows;
  private long empty;
  private long blank;
  private long booleans;
  private long leadingZeros;
  private long characters;
  private long fingerprint;
  private boolean rising = true;
  private double last = Double.NEGATIVE_INFINITY;

  ColumnProfile(String name, DistinctHashes.Budget budget) {
    this.name = name;
    this.hashes = new DistinctHashes(budget);
  }

  void add(String cell) {
    long hash = DistinctHashes.hash(cell);
    fingerprint = SplitMix64.mix(fingerprint, hash);
    rows++;
    characters += cell.length();
    if (cell.isEmpty()) {
      empty++;
    } else {
      texts.add(cell);
    }
    String text = cell.strip();
    if (text.isEmpty()) {
      blank++;
      hashes.giveUp();
      return;
    }
    hashes.add(hash);
    addValue(text);
  }

  private void addValue(String text) {
    booleans += isBoolean(text) ? 1 : 0;
    long given = rows - blank;
    boolean tried = given <= TRIED || 2 * Math.max(pointed.parsed(), commaed.parsed()) > TRIED;
    boolean number = tried && addNumber(text);
    if (!number) {
      timestamps.add(text);
    }
  }

  private boolean addNumber(String text) {
    boolean isPointed = pointed.add(text);
    boolean isCommaed = commaed.add(text);
    if (isPointed || isCommaed) {
      leadingZeros += LEADING_ZERO.matcher(text).matches() && isWholeText(text) ? 1 : 0;
      double value = isPointed && isWholeText(text) ? Double.parseDouble(text) : Double.NaN;
      rising = rising && value > last;
      last = value;
    }
    return isPointed || isCommaed;
  }

  private static boolean isWholeText(String text) {
    return text.indexOf('.') < 0 && text.indexOf(',') < 0;
  }

  private static boolean isBoolean(String text) {
    return switch (text.toLowerCase(Locale.ROOT)) {
      case "0", "1", "true", "false" -> true;
      default -> false;
    };
  }

  String name() {
    return name;
  }

  long rows() {
    return rows;
  }

  /// How many cells have something other than white space in them.
  long given() {
    return rows - blank;
  }

  /// How many have nothing at all, which is what missing means for texts.
  long empty() {
    return empty;
  }

  /// The numbers among the cells, read with this decimal mark.
  NumberStatistics numbers(char decimal) {
    return decimal == '.' ? pointed : commaed;
  }

  TimestampStatistics timestamps() {
    return timestamps;
  }

  DistinctTexts texts() {
    return texts;
  }

  /// Whether all given cells are booleans.
  boolean areBooleans() {
    return booleans == given();
  }

  /// Whether numbers begin with zeros, as codes do.
  boolean hasLeadingZeros() {
    return leadingZeros > 0;
  }

  /// Whether the cells are whole numbers that only rise.
  boolean isRising() {
    return rising && pointed.parsed() == rows;
  }

  /// Whether no cell is blank or stands twice, as far as was looked.
  boolean isUnique() {
    return rows > 0 && hashes.areDistinct();
  }

  /// Of how many of the first rows only that was asked, where it is so.
  OptionalLong uniqueAmong() {
    return isUnique() && hashes.isCut() ? OptionalLong.of(hashes.compared()) : OptionalLong.empty();
  }

  double meanLength() {
    return (double) characters / Math.max(1, rows - empty);
  }

  /// Equal for columns whose cells are equal in every row.
  long fingerprint() {
    return fingerprint;
  }
}
