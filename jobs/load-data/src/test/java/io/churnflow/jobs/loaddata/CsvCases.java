package io.churnflow.jobs.loaddata;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Random;

/// Small CSV files of every sort, plain and broken.
final class CsvCases {
  private static final String[] HEADERS = {
    "id,age,paid,active,plan,left",
    "left,plan,id,active,paid,age",
    "\"id\", age ,paid,\"active\",plan,left,more",
    "id,more,age,paid,active,plan,left,\"and\n\"\"more\"\"\""
  };
  private static final String[] LINE_ENDS = {
    "\n", "\r\n", "\r", "\n\n", "\r\n\r\n", "\n\r", "\n \n"
  };
  private static final String[] IDS = {
    "x", "Zoë", "€ 5", "a\nb", "say \"x\"", "1,5", "2;5", "a|b\tc", " y ", "\uD83D\uDE00"
  };
  private static final String[] WHOLE = {
    "1", "42", "", "+7", "-0", "007", " 5 ", "3.0", "9007199254740991"
  };
  private static final String[] DECIMAL = {
    "0.1", "1e3", "", "12.", ".5", "-3.25", "123456789012345", "1234567890123456.7", " ", "1E-320"
  };
  private static final String[] BOOLEAN = {"1", "0", "true", "FALSE", "", " 1"};
  private static final String[] PLANS = {
    "a", "b \"c\"", "ü", "", "new", "ä, ö", "A", "a ", "two\r\nlines"
  };
  private static final String[] LEFT = {"yes", "no", "", "perhaps"};
  private static final byte[][] SPOILS = {
    {'"'},
    {','},
    {';'},
    {'|'},
    {'\n'},
    {'\r'},
    {0},
    {(byte) 0xE9},
    {(byte) 0xC3},
    {' '},
    {'x'},
    {'"', '"'},
    {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF},
    {'\t'},
    {'#'},
    {'\\'},
    {(byte) 0xED, (byte) 0xA0, (byte) 0x80}
  };

  private CsvCases() {}

  /// A file that may be plain or not.
  static byte[] next(char delimiter, Random random) {
    byte[] csv = plain(delimiter, random);
    for (int spoils = random.nextInt(5) - 2; spoils > 0; spoils--) {
      csv = spoiled(csv, SPOILS[random.nextInt(SPOILS.length)], random);
    }
    return csv;
  }

  private static byte[] spoiled(byte[] csv, byte[] spoil, Random random) {
    int place = random.nextInt(csv.length + 1);
    int behind = Math.min(csv.length, place + random.nextInt(3));
    byte[] spoiled = Arrays.copyOf(csv, place + spoil.length + csv.length - behind);
    System.arraycopy(spoil, 0, spoiled, place, spoil.length);
    System.arraycopy(csv, behind, spoiled, place + spoil.length, csv.length - behind);
    return spoiled;
  }

  /// A file that is read without complaint but for an odd line end or cell.
  static byte[] plain(char delimiter, Random random) {
    String header = one(HEADERS, random);
    String end = LINE_ENDS[random.nextInt(random.nextInt(8) == 0 ? LINE_ENDS.length : 2)];
    StringBuilder csv = new StringBuilder(random.nextInt(4) == 0 ? "\uFEFF" : "");
    csv.append(random.nextInt(8) == 0 ? end : "")
        .append(header.replace(',', delimiter))
        .append(end);
    for (int row = random.nextInt(9); row >= 0; row--) {
      String lineEnd = random.nextInt(6) == 0 ? one(LINE_ENDS, random) : end;
      csv.append(row(header, delimiter, random))
          .append(row == 0 && random.nextBoolean() ? "" : lineEnd);
    }
    return csv.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static String row(String header, char delimiter, Random random) {
    StringBuilder row = new StringBuilder();
    for (String name : header.split(",", -1)) {
      String cell =
          switch (name.strip().replace("\"", "")) {
            case "id" -> one(IDS, random);
            case "age" -> one(WHOLE, random);
            case "paid" -> one(DECIMAL, random);
            case "active" -> one(BOOLEAN, random);
            case "plan" -> one(PLANS, random);
            case "left" -> one(LEFT, random);
            default -> one(PLANS, random);
          };
      row.append(row.isEmpty() ? "" : delimiter).append(written(cell, delimiter, random));
    }
    return row.toString();
  }

  private static String written(String cell, char delimiter, Random random) {
    boolean must = cell.chars().anyMatch(c -> c == delimiter || c == '"' || c == '\n' || c == '\r');
    return must || random.nextInt(8) == 0 ? '"' + cell.replace("\"", "\"\"") + '"' : cell;
  }

  private static String one(String[] choices, Random random) {
    return choices[random.nextInt(choices.length)];
  }
}
