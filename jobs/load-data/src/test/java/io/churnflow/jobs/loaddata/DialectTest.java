package io.churnflow.jobs.loaddata;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.integer;
import static io.churnflow.fixtures.ColumnBuilder.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Dialect.Encoding;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Purpose;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table is the same whatever dialect its CSV is written in.
class DialectTest {
  private static final String[] DELIMITERS = {",", ";", "\t", "|", ":"};
  private static final String[] QUOTES = {"\"", "'", "none"};
  private static final String[] PLANS = {
    "a", "Zoë", "it's", "say \"x\"", "1,5", "2;5", "a|b", "t\tt", "10:30", "two\nlines", "€ 5"
  };
  private static final Charset[] CHARSETS = {
    StandardCharsets.UTF_8,
    StandardCharsets.UTF_16LE,
    StandardCharsets.UTF_16BE,
    StandardCharsets.ISO_8859_1
  };

  @TempDir private Path folder = Path.of("");

  private static Contract contract(Dialect dialect) {
    return new Contract(
        "id",
        new Target("left", "yes", "no"),
        Contract.ExtraColumns.IGNORE,
        0,
        new Contract.MinimumRows(1, 1),
        List.of(integer("age").build(), number("paid").build(), category("plan").build()),
        dialect,
        List.of(),
        null,
        null);
  }

  private Path read(byte[] csv, Dialect dialect, String name) throws IOException {
    Path file = Files.write(folder.resolve(name + ".csv"), csv);
    Path target = folder.resolve(name);
    Files.deleteIfExists(target);
    new CsvReader(contract(dialect), Purpose.TRAINING, 0, warning -> {})
        .read(file, target, folder.resolve("aside.csv"));
    return target;
  }

  private static Encoding encoding(Charset charset) {
    if (charset == StandardCharsets.UTF_8) {
      return Encoding.UTF_8;
    }
    return charset == StandardCharsets.ISO_8859_1 ? Encoding.ISO_8859_1 : Encoding.UTF_16;
  }

  private static boolean mayHold(Dialect dialect, Charset charset, String cell) {
    boolean plain =
        dialect.quotes() || (!cell.contains(dialect.delimiter()) && !cell.contains("\n"));
    return plain && charset.newEncoder().canEncode(cell);
  }

  private static String written(Dialect dialect, String cell) {
    String quote = dialect.quotes() ? dialect.quote() : "\0";
    return cell.contains(quote) || cell.contains(dialect.delimiter()) || cell.contains("\n")
        ? quote + cell.replace(quote, quote + quote) + quote
        : cell;
  }

  private static String csv(Dialect dialect, List<List<String>> rows) {
    StringBuilder csv = new StringBuilder();
    for (List<String> row : rows) {
      List<String> cells = row.stream().map(cell -> written(dialect, cell)).toList();
      csv.append(String.join(dialect.delimiter(), cells)).append('\n');
    }
    return csv.toString();
  }

  @Test
  void readsTheSameTableInEveryDialect() throws IOException {
    Random random = new Random(5);
    for (int i = 0; i < 500; i++) {
      Charset charset = CHARSETS[random.nextInt(CHARSETS.length)];
      Dialect dialect =
          new Dialect(
              DELIMITERS[random.nextInt(DELIMITERS.length)],
              QUOTES[random.nextInt(QUOTES.length)],
              encoding(charset),
              random.nextBoolean() ? "." : ",");
      boolean mayQuoteNumbers = dialect.quotes() || !dialect.delimiter().equals(",");
      if (dialect.decimal().equals(",") && !mayQuoteNumbers) {
        continue;
      }
      List<List<String>> standard = new ArrayList<>();
      List<List<String>> other = new ArrayList<>();
      List<String> header = List.of("id", "age", "paid", "plan", "left");
      standard.add(header);
      other.add(header);
      for (int row = 0; row <= random.nextInt(9); row++) {
        String plan = PLANS[random.nextInt(PLANS.length)];
        plan = mayHold(dialect, charset, plan) ? plan : "a";
        String paid = (random.nextInt(2000) - 1000) / 8.0 + "";
        String left = random.nextBoolean() ? "yes" : "no";
        standard.add(List.of("x" + row, "3.0", paid, plan, left));
        other.add(
            List.of(
                "x" + row,
                "3.0".replace(".", dialect.decimal()),
                paid.replace(".", dialect.decimal()),
                plan,
                left));
      }
      boolean utf = charset != StandardCharsets.ISO_8859_1;
      String mark = utf && random.nextBoolean() ? "\uFEFF" : "";
      Path expected =
          read(
              csv(Dialect.STANDARD, standard).getBytes(StandardCharsets.UTF_8),
              Dialect.STANDARD,
              "standard");
      Path found = read((mark + csv(dialect, other)).getBytes(charset), dialect, "other");
      assertEquals(-1, Files.mismatch(expected, found), dialect + " " + charset + other);
    }
  }

  private String refusal(byte[] csv, Dialect dialect) {
    return String.valueOf(
        assertThrows(DataException.class, () -> read(csv, dialect, "refused")).getMessage());
  }

  @Test
  void refusesTheOtherDecimalMark() {
    Dialect comma = new Dialect(";", "\"", Encoding.UTF_8, ",");
    byte[] csv = "id;age;paid;plan;left\nx;1;2.5;a;yes\n".getBytes(StandardCharsets.UTF_8);
    String message = refusal(csv, comma);
    assertTrue(
        message.contains("line 2, column paid: expected a number with a decimal ,, found '2.5'"),
        message);
  }

  @Test
  void refusesBytesThatAreNoTextOfTheEncoding() {
    Dialect wide = new Dialect(",", "\"", Encoding.UTF_16, ".");
    byte[] odd = ("id,age,paid,plan,left\nx,1,2,a,yes\n").getBytes(StandardCharsets.UTF_16LE);
    byte[] cut = java.util.Arrays.copyOf(odd, odd.length - 1);
    assertTrue(refusal(cut, wide).contains("expected UTF-16 text, found bytes that are none"));
    assertTrue(refusal(odd, Dialect.STANDARD).contains("a NUL character"));
    byte[] lone = "id,age,paid,plan,left\nx,1,2,\uD800,yes\n".getBytes(StandardCharsets.UTF_16BE);
    lone[lone.length - 12] = (byte) 0xD8;
    assertTrue(refusal(lone, wide).contains("UTF-16"), refusal(lone, wide));
  }
}
