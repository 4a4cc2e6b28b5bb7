package io.churnflow.jobs.loaddata;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.column;
import static io.churnflow.fixtures.ColumnBuilder.integer;
import static io.churnflow.fixtures.ColumnBuilder.number;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.csv.CsvRecords;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.apache.commons.csv.CSVPrinter;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Random tables, written as CSV in any dialect, are the same tables once they have gone through
/// the readers and an Arrow file.
class RoundTripTest {
  private static final int TABLES = 400;
  private static final List<String> COLUMNS =
      List.of("id", "amount", "count", "flag", "at", "plan", "left");
  private static final String[] PARTS = {
    "a",
    "Z",
    "ß",
    "€",
    "\uD83D\uDE00",
    "\u0301",
    "\u200B",
    "0",
    "1e3",
    "NaN",
    "null",
    " ",
    "\t",
    "#",
    "\\",
    "=",
    "\u0085",
    "\u2028",
    "\uFEFF",
    "'",
    "\"",
    "\"\"",
    ",",
    ";",
    "|",
    "\n",
    "\r\n",
    "\r"
  };
  private static final double[] NUMBERS = {
    0,
    -0.0,
    1,
    -1,
    0.1,
    1.0 / 3,
    Double.MAX_VALUE,
    -Double.MAX_VALUE,
    Double.MIN_VALUE,
    Double.MIN_NORMAL,
    123456789012345678.0,
    1e22,
    1e23,
    5e-324,
    0.30000000000000004
  };

  @TempDir private Path folder = Path.of("");

  private static Contract contract(Dialect dialect) {
    return new Contract(
        "id",
        new Target("left", "yes", "no"),
        Contract.ExtraColumns.REJECT,
        0,
        new Contract.MinimumRows(1, 1),
        List.of(
            number("amount").build(),
            integer("count").build(),
            column("flag", ColumnType.BOOLEAN).build(),
            column("at", ColumnType.TIMESTAMP).build(),
            category("plan").build()),
        dialect,
        List.of(),
        null,
        null);
  }

  private static Dialect dialect(Random random) {
    String[] quotes = {"\"", "\"", "'", Dialect.NO_QUOTE};
    String quote = quotes[random.nextInt(quotes.length)];
    char delimiter = ",;|\t".charAt(random.nextInt(4));
    boolean mayComma = delimiter != ',' || !quote.equals(Dialect.NO_QUOTE);
    return new Dialect(
        String.valueOf(delimiter),
        quote,
        Dialect.Encoding.values()[random.nextInt(3)],
        mayComma && random.nextBoolean() ? "," : ".");
  }

  /// A row of values; a missing one is NaN, or nothing.
  private record Row(
      String id, double amount, double count, double flag, double at, String plan, String left) {}

  private static Row row(int place, Random random, Dialect dialect) {
    long bound = (1L << 53) - 1;
    double[] whole = {bound, -bound, 0, random.nextLong() >> 11, random.nextInt(100)};
    double day = random.nextInt(-700_000, 2_900_000) * 86_400_000.0;
    double[] moments = {0, -1, 253_402_300_799_999.0, day};
    return new Row(
        "r" + place + text(random, dialect),
        missingOr(anyNumber(random), random),
        missingOr(whole[random.nextInt(whole.length)], random),
        missingOr(random.nextInt(2), random),
        missingOr(moments[random.nextInt(moments.length)], random),
        text(random, dialect),
        random.nextBoolean() ? "yes" : "no");
  }

  private static double missingOr(double value, Random random) {
    return random.nextInt(6) == 0 ? Double.NaN : value;
  }

  private static double anyNumber(Random random) {
    double any = Double.longBitsToDouble(random.nextLong());
    return Double.isFinite(any) && random.nextBoolean()
        ? any
        : NUMBERS[random.nextInt(NUMBERS.length)];
  }

  /// One that the dialect can say.
  private static String text(Random random, Dialect dialect) {
    StringBuilder text = new StringBuilder();
    for (int parts = random.nextInt(5); parts > 0; parts--) {
      String part = PARTS[random.nextInt(PARTS.length)];
      boolean ends = part.contains("\n") || part.contains("\r");
      boolean sayable = dialect.quotes() || !(ends || part.contains(dialect.delimiter()));
      boolean encoded = dialect.encoding().charset().newEncoder().canEncode(part);
      text.append(sayable && encoded ? part : "x");
    }
    return text.toString();
  }

  private static String decimal(double value, Dialect dialect) {
    return Double.isNaN(value) ? "" : Double.toString(value).replace(".", dialect.decimal());
  }

  private static String whole(double value) {
    return Double.isNaN(value) ? "" : Long.toString((long) value);
  }

  private static String moment(double value) {
    return Double.isNaN(value) ? "" : java.time.Instant.ofEpochMilli((long) value).toString();
  }

  private Path written(List<Row> rows, Dialect dialect) throws IOException {
    Path file = folder.resolve("in.csv");
    StringBuilder text = new StringBuilder();
    try (CSVPrinter printer = new CSVPrinter(text, CsvRecords.format(dialect))) {
      printer.printRecord(COLUMNS);
      for (Row row : rows) {
        printer.printRecord(
            row.id(),
            decimal(row.amount(), dialect),
            whole(row.count()),
            whole(row.flag()),
            moment(row.at()),
            row.plan(),
            row.left());
      }
    }
    return Files.write(file, text.toString().getBytes(dialect.encoding().charset()));
  }

  private List<Table> read(Path file, Dialect dialect) throws IOException {
    Contract contract = contract(dialect);
    Path slow = folder.resolve("slow.arrow");
    Path fast = folder.resolve("fast.arrow");
    Loaded loaded =
        new CsvReader(contract, Purpose.TRAINING, 0, warning -> {})
            .read(file, slow, folder.resolve("aside"));
    List<Table> tables = new ArrayList<>(List.of(ArrowTables.read(slow)));
    Optional<Loaded> plain = new FastReader(contract, Purpose.TRAINING, 2, 1 << 7).read(file, fast);
    if (plain.isPresent()) {
      assertEquals(loaded.sha256(), plain.get().sha256());
      tables.add(ArrowTables.read(fast));
      Files.delete(fast);
    }
    Files.delete(slow);
    return tables;
  }

  @Test
  void readsBackWhatWasWrittenInAnyDialect() throws IOException {
    Random random = new Random(21);
    int fast = 0;
    for (int i = 0; i < TABLES; i++) {
      Dialect dialect = dialect(random);
      List<Row> rows = new ArrayList<>();
      for (int row = random.nextInt(30); row >= 0; row--) {
        rows.add(row(row, random, dialect));
      }
      List<Table> tables = read(written(rows, dialect), dialect);
      tables.forEach(table -> assertSame(rows, table));
      fast += tables.size() - 1;
    }
    assertTrue(fast > TABLES / 50, "read by the fast path: " + fast);
  }

  private static void assertSame(List<Row> rows, Table table) {
    assertEquals(rows.size(), table.rows());
    assertArrayEquals(rows.stream().mapToDouble(Row::amount).toArray(), numbers(table, "amount"));
    assertArrayEquals(rows.stream().mapToDouble(Row::count).toArray(), numbers(table, "count"));
    assertArrayEquals(rows.stream().mapToDouble(Row::flag).toArray(), numbers(table, "flag"));
    assertArrayEquals(rows.stream().mapToDouble(Row::at).toArray(), numbers(table, "at"));
    assertEquals(rows.stream().map(Row::plan).toList(), texts(table, "plan"));
    assertEquals(rows.stream().map(Row::left).toList(), texts(table, "left"));
    @Nullable String[] ids = ((TextColumn) table.column("id")).values();
    assertArrayEquals(rows.stream().map(Row::id).toArray(), ids);
  }

  private static double[] numbers(Table table, String name) {
    return ((NumberColumn) table.column(name)).values();
  }

  /// The empty text is what is missing.
  private static List<String> texts(Table table, String name) {
    CategoryColumn column = (CategoryColumn) table.column(name);
    List<String> texts = new ArrayList<>();
    for (int code : column.codes()) {
      texts.add(code == CategoryColumn.MISSING ? "" : column.dictionary().get(code));
    }
    return texts;
  }
}
