package io.churnflow.runtime;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// One of the parts that a piece of work is done in, each by a task of its own: the trials of a
/// search, or a table's batches.
///
/// Batches are dealt to the parts by the bytes before them in the file, so that each part has
/// consecutive rows, and about as many bytes. Only the file's footer has to be read to tell which.
/// A table of few batches may leave parts without rows.
///
/// @param number which part, from 1
/// @param of how many parts there are
public record Shard(int number, int of) {
  /// Most parts of a piece of work.
  public static final int MOST = 1000;

  /// All of it.
  public static final Shard WHOLE = new Shard(1, 1);

  private static final Pattern TEXT = Pattern.compile("([1-9]\\d{0,3})/([1-9]\\d{0,3})");

  /// @throws IllegalArgumentException where there is no such part
  public Shard {
    if (number < 1 || number > of || of > MOST) {
      throw new IllegalArgumentException(
          "expected a part from 1/1 to %d/%d, such as 2/8, found %d/%d"
              .formatted(MOST, MOST, number, of));
    }
  }

  /// Reads a text such as `2/8`.
  ///
  /// @throws IllegalArgumentException where it is none
  public static Shard parse(String text) {
    Matcher found = TEXT.matcher(text);
    if (!found.matches()) {
      throw new IllegalArgumentException(
          "expected a part from 1/1 to %d/%d, such as 2/8, found '%s'".formatted(MOST, MOST, text));
    }
    return new Shard(Integer.parseInt(found.group(1)), Integer.parseInt(found.group(2)));
  }

  /// The key of the part's step, a folder's name: `2-of-8`.
  public String key() {
    return "%d-of-%d".formatted(number, of);
  }

  /// Whether a batch belongs to this part.
  ///
  /// @param before bytes of all batches before it
  /// @param bytes of all batches, more than `before`
  boolean has(long before, long bytes) {
    return Math.multiplyExact(before, of) / bytes == number - 1;
  }

  @Override
  public String toString() {
    return number + "/" + of;
  }
}
