package io.churnflow.jobs.profiledata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.PipelineFile;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A table of several batches with a hostile category, a personal column and an excluded one.
class ReportTest {
  private static final int ROWS = 70_000;
  private static final int BATCH = 16_384;
  private static final String HOSTILE = "<script>alert('1')</script>";
  private static final Pattern EXTERNAL =
      Pattern.compile("(https?:)?//|url\\(|@import|<(script|link|img|iframe|object|embed)\\b|src=");

  @TempDir private Path folder = Path.of("");

  private Pipeline pipeline() throws IOException {
    String yaml =
        SmallPipeline.of(
                """
                target: {column: churn, positive: "Yes", negative: "No"}
                columns:
                  - {name: plan, type: category}
                  - {name: charges, type: number, missing: 1}
                  - {name: visits, type: integer}
                  - {name: signed_up, type: timestamp}
                  - {name: surname, type: category, personal: true}
                  - {name: birth_year, type: integer, personal: true}
                  - {name: branch, type: category}
                """)
            .yaml()
            .replace("training:\n", "features: {exclude: [branch]}\ntraining:\n");
    return PipelineFile.read(Files.writeString(folder.resolve("small.yaml"), yaml));
  }

  @BeforeEach
  void writeTable() throws IOException {
    Random random = new Random(5);
    int[] labels = random.ints(ROWS, 0, 2).toArray();
    @Nullable String[] ids =
        IntStream.range(0, ROWS).mapToObj(row -> "ID-" + row).toArray(String[]::new);
    Table table =
        new Table(
            List.of(
                new TextColumn("id", ids),
                new CategoryColumn(
                    "plan", random.ints(ROWS, -1, 2).toArray(), List.of(HOSTILE, "b")),
                numbers(
                    "charges",
                    NumberColumn.Kind.NUMBER,
                    random.doubles(ROWS, -1, 9).map(x -> x < 0 ? Double.NaN : x * 1.1).toArray()),
                numbers(
                    "visits",
                    NumberColumn.Kind.INTEGER,
                    random.ints(ROWS, 0, 40).asDoubleStream().toArray()),
                numbers(
                    "signed_up",
                    NumberColumn.Kind.TIMESTAMP,
                    random
                        .longs(ROWS, 1_500_000_000_000L, 1_600_000_000_000L)
                        .asDoubleStream()
                        .toArray()),
                new CategoryColumn(
                    "surname",
                    random.ints(ROWS, 0, 3).toArray(),
                    List.of("Hidden1", "Hidden2", "Hidden3")),
                numbers(
                    "birth_year",
                    NumberColumn.Kind.INTEGER,
                    random.ints(ROWS, 1931, 1999).asDoubleStream().toArray()),
                new CategoryColumn(
                    "branch", random.ints(ROWS, 0, 2).toArray(), List.of("Secluded1", "Secluded2")),
                new CategoryColumn("churn", labels, List.of("No", "Yes"))),
            ROWS);
    List<ColumnLayout> layout = table.columns().stream().map(ColumnLayout::of).toList();
    try (TableWriter writer = TableWriter.create(folder.resolve("table.arrow"), layout)) {
      for (int from = 0; from < ROWS; from += BATCH) {
        writer.add(TableBatch.of(table, from, Math.min(ROWS, from + BATCH)));
      }
      writer.finish(
          table.columns().stream()
              .filter(CategoryColumn.class::isInstance)
              .map(CategoryColumn.class::cast)
              .collect(Collectors.toMap(CategoryColumn::name, CategoryColumn::dictionary)));
    }
  }

  private static NumberColumn numbers(String name, NumberColumn.Kind kind, double[] values) {
    return new NumberColumn(name, kind, values);
  }

  private TableProfile profile(int threads) throws IOException {
    return new TableScan(pipeline(), folder.resolve("table.arrow"), threads).profile();
  }

  private byte[] page(int threads) throws IOException {
    return new Report(pipeline(), profile(threads)).page().bytes();
  }

  private String text() throws IOException {
    return new String(page(1), StandardCharsets.UTF_8);
  }

  @Test
  void theSameBytesComeOutAtAnyNumberOfThreadsAndAgain() throws IOException {
    byte[] page = page(1);
    assertArrayEquals(page, page(1));
    assertArrayEquals(page, page(2));
    assertArrayEquals(page, page(5));
    byte[] numbers = ProfileJson.bytes(profile(1));
    assertArrayEquals(numbers, ProfileJson.bytes(profile(2)));
    assertArrayEquals(numbers, ProfileJson.bytes(profile(1)));
  }

  @Test
  void refersToNothingOutsideItself() throws IOException {
    String page = text().replace("xmlns=\"http://www.w3.org/2000/svg\"", "");
    assertEquals(List.of(), EXTERNAL.matcher(page).results().map(MatchResult::group).toList());
    assertTrue(page.contains("default-src 'none'"));
  }

  @Test
  void showsACategoryAsTextWhateverStandsInIt() throws IOException {
    String page = text();
    assertFalse(page.contains("<script"), "markup of a cell");
    assertTrue(page.contains("&lt;script&gt;alert(&#39;1&#39;)"));
  }

  @Test
  void showsNoValueOfTheIdOfPersonalAndOfExcludedColumns() throws IOException {
    String both = text() + new String(ProfileJson.bytes(profile(1)), StandardCharsets.UTF_8);
    for (String secret : List.of("ID-", "Hidden", "Secluded", "1931", "1998")) {
      assertFalse(both.contains(secret), secret);
    }
    for (String name : List.of("surname", "birth_year", "branch")) {
      assertTrue(both.contains(name), name);
    }
  }

  @Test
  void beginsWithWhatIsAskedFirst() throws IOException {
    String head = text();
    head = head.substring(head.indexOf("<h1>"), head.indexOf("<h2>"));
    for (String said : List.of("70,000", "Churn rate", "95 % interval", "Missing", "1 number")) {
      assertTrue(head.contains(said), () -> said + " in the first lines");
    }
  }

  @Test
  void jsonHasNullWhereThereIsNoNumber() throws IOException {
    String json = new String(ProfileJson.bytes(profile(1)), StandardCharsets.UTF_8);
    assertFalse(json.contains("NaN"));
    assertFalse(json.contains("Infinity"));
    assertTrue(json.contains("\"low\" : null"));
  }

  @Test
  void numbersHaveFourDigitsThatMatter() {
    assertEquals("–", Words.number(Double.NaN));
    assertEquals("1,234,567", Words.number(1_234_567));
    assertEquals("0.001103", Words.number(0.00110302));
    assertEquals("12.35", Words.number(12.3456));
    assertEquals("123,457", Words.number(123_456.7));
    assertEquals("-6.46e-04", Words.number(-0.000646));
    assertEquals("0.5", Words.number(0.5));
    assertEquals("10", Words.number(9.99999));
    assertEquals("< 0.1 %", Words.share(0.0001));
    assertEquals("0.0 %", Words.share(0));
  }

  @Test
  void columnsStandNextToThoseTheyAreLike() {
    Neighbours order =
        Neighbours.of(
            List.of(
                List.of(1.0, 0.1, -0.9, Double.NaN),
                List.of(0.1, 1.0, 0.2, 0.3),
                List.of(-0.9, 0.2, 1.0, 0.0),
                List.of(Double.NaN, 0.3, 0.0, 0.0)));
    assertEquals(List.of("c", "a", "b", "d"), order.ordered(List.of("a", "b", "c", "d")));
  }
}
