package io.churnflow.jobs.loaddata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Environment;
import io.churnflow.runtime.Launcher;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadDataTest {
  private static final String PIPELINE =
      SmallPipeline.of(
              """
              target: {column: left, positive: "yes", negative: "no"}
              extra_columns: EXTRA
              unparseable_share: SHARE
              columns:
                - {name: age, type: integer}
                - {name: paid, type: number, personal: true}
                - {name: active, type: boolean}
                - {name: plan, type: category, categories: [a, b]}
              """)
          .yaml();
  private static final String DATES =
      """
          - {name: since, type: timestamp, missing: 0.5}
          - {name: seen, type: timestamp, format: dd/MM/yyyy HH:mm, missing: 0.5}
      """;
  private static final String HEADER = "id,age,paid,active,plan,left\n";

  @TempDir Path home;
  private final Map<String, String> variables = new HashMap<>();
  private final ByteArrayOutputStream results = new ByteArrayOutputStream();
  private String err = "";
  private String extra = "ignore";
  private String share = "0";
  private String quarantine = "0";
  private boolean datesToo;

  @BeforeEach
  void set() {
    variables.put("CHURNFLOW_HOME", home.toString());
    variables.put("CHURNFLOW_PIPELINES", home.toString());
    variables.put("CHURNFLOW_PIPELINE", "small");
    variables.put("CHURNFLOW_PURPOSE", "training");
    variables.put("CHURNFLOW_INPUT", "in.csv");
  }

  private int load(byte[] csv) throws IOException {
    Files.createDirectories(home.resolve("inbox"));
    Files.write(home.resolve("inbox/in.csv"), csv);
    Files.writeString(
        home.resolve("small.yaml"),
        PIPELINE
            .replace("EXTRA", extra)
            .replace("SHARE", share)
            .replace("gate:", "inference: {quarantine: %s}\ngate:".formatted(quarantine))
            .replace("split:", datesToo ? DATES + "split:" : "split:"));
    variables.put("CHURNFLOW_RUN_ID", "run " + System.nanoTime());
    return run();
  }

  private int run() {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        new Launcher(
                new Environment(variables),
                new PrintStream(results, true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8))
            .run(new LoadData());
    err = errors.toString(StandardCharsets.UTF_8);
    return code;
  }

  private int load(String csv) throws IOException {
    return load(csv.getBytes(StandardCharsets.UTF_8));
  }

  private Table loaded() throws IOException {
    try (java.util.stream.Stream<Path> found = Files.walk(home)) {
      return ArrowTables.read(
          found.filter(path -> path.endsWith("table.arrow")).findFirst().orElseThrow());
    }
  }

  private void refuses(String csv, String... words) throws IOException {
    refuses(csv.getBytes(StandardCharsets.UTF_8), words);
  }

  private void refuses(byte[] csv, String... words) throws IOException {
    assertEquals(3, load(csv), err);
    assertEquals(1, err.lines().count(), err);
    for (String word : words) {
      assertTrue(err.contains(word), err);
    }
    try (java.util.stream.Stream<Path> found = Files.walk(home)) {
      assertFalse(found.anyMatch(path -> path.endsWith("table.arrow")));
    }
  }

  @Test
  void readsTypedColumnsInContractOrder() throws IOException {
    assertEquals(
        0, load("left,plan,id,active,paid,age\nyes,b,x,TRUE, 1.5e1 ,42\nno,,y,0,,\n"), err);
    Table table = loaded();
    assertArrayEquals(new double[] {42, Double.NaN}, ((NumberColumn) table.column("age")).values());
    assertArrayEquals(
        new double[] {15, Double.NaN}, ((NumberColumn) table.column("paid")).values());
    assertArrayEquals(new double[] {1, 0}, ((NumberColumn) table.column("active")).values());
    assertArrayEquals(new int[] {1, -1}, ((CategoryColumn) table.column("plan")).codes());
    assertArrayEquals(new String[] {"x", "y"}, ((TextColumn) table.column("id")).values());
  }

  @Test
  void readsBomCrlfQuotesAndLineEndsInsideQuotes() throws IOException {
    String csv = "\uFEFF" + HEADER.replace("\n", "\r\n") + "\"x\r\n\"\"1\"\"\",1,2,1,a,yes\r\n\r\n";
    assertEquals(0, load(csv), err);
    assertEquals("x\r\n\"1\"", ((TextColumn) loaded().column("id")).values()[0]);
  }

  @Test
  void namesLineColumnAndValueOfACellThatDoesNotParse() throws IOException {
    refuses(
        HEADER + "\"a\nb\",1,1,1,a,yes\ny,old,1,1,a,no\nz,older,1,1,a,no\n",
        "line 4, column age: expected a whole number, found 'old'",
        "2 of 3 cells");
    for (String wrong : new String[] {"1.5", "NaN", "0x10", "1e400", "9007199254740993", "1 2"}) {
      refuses(HEADER + "x," + wrong + ",1,1,a,yes\n", "column age");
    }
    refuses(HEADER + "x,1,1,maybe,a,yes\n", "column active: expected 1, 0, true or false");
  }

  @Test
  void readsTimestampsByTheFormatOfTheirColumn() throws IOException {
    datesToo = true;
    String header = "id,age,paid,active,plan,left,since,seen\n";
    assertEquals(
        0,
        load(
            header
                + "x,1,1,1,a,yes,1970-01-02,02/01/1970 03:04\n"
                + "y,1,1,1,a,no, 1970-01-01T01:00:00+01:00 ,\n"
                + "z,1,1,1,a,no,,31/12/1969 23:59\n"),
        err);
    NumberColumn since = (NumberColumn) loaded().column("since");
    assertEquals(NumberColumn.Kind.TIMESTAMP, since.kind());
    assertArrayEquals(new double[] {86_400_000, 0, Double.NaN}, since.values());
    assertArrayEquals(
        new double[] {97_440_000, Double.NaN, -60_000},
        ((NumberColumn) loaded().column("seen")).values());
  }

  @Test
  void namesLineColumnValueAndFormatOfATimestampThatIsNone() throws IOException {
    datesToo = true;
    String row = "x,1,1,1,a,yes,";
    String header = "id,age,paid,active,plan,left,since,seen\n";
    refuses(
        header + row + "2023-02-29,02/01/1970 03:04\n",
        "input ",
        "in.csv, line 2, column since: expected an ISO-8601 date or date-time",
        "found '2023-02-29'");
    refuses(
        header + row + "2023-02-28,1970-01-02\n",
        "line 2, column seen: expected a timestamp of the form dd/MM/yyyy HH:mm, found '1970-01-02'");
  }

  @Test
  void neverShowsAPersonalValue() throws IOException {
    refuses(HEADER + "x,1,secret,1,a,yes\n", "column paid", "personal, not shown");
    assertFalse(err.contains("secret"));
  }

  @Test
  void takesAnAllowedShareOfUnparseableCellsAsMissing() throws IOException {
    share = "0.5";
    assertEquals(0, load(HEADER + "x,old,1,1,a,yes\ny,2,1,1,a,no\n"), err);
    assertTrue(err.contains("warning"), err);
    assertTrue(Double.isNaN(((NumberColumn) loaded().column("age")).values()[0]));
  }

  @Test
  void refusesWhatIsNoTable() throws IOException {
    refuses("", "an empty file");
    refuses(HEADER, "expected rows below the header");
    refuses(new byte[] {0x7f, 'E', 'L', 'F', 0, 1, 2}, "binary");
    refuses("id,age\u00e9,paid\n".getBytes(StandardCharsets.ISO_8859_1), "expected UTF-8");
    refuses(HEADER + "\"x,1,1,1,a,yes\n", "a quotation mark that closes the cell");
    refuses(HEADER + "x,1,1,1,a\n", "line 2: expected 6 cells as in the header, found 5");
    refuses(HEADER + ",1,1,1,a,yes\n", "line 2, column id: expected an id");
  }

  @Test
  void refusesMissingAndRepeatedColumns() throws IOException {
    refuses("id,age,paid,plan\nx,1,1,a\n", "found a header without active, left");
    refuses("id,age,age,paid,active,plan,left\nx,1,1,1,1,a,yes\n", "found 'age' twice");
  }

  @Test
  void ignoresOrRefusesExtraColumnsAsTheContractSays() throws IOException {
    String csv = "id,age,paid,active,plan,left,more\nx,1,1,1,a,yes,?\n";
    extra = "reject";
    refuses(csv, "1 that it does not name: more");
    extra = "ignore";
    assertEquals(0, load(csv), err);
    assertTrue(err.contains("ignored columns"), err);
  }

  @Test
  void namesItsInputByTheDigestOfTheBytesItRead() throws IOException {
    for (String csv : new String[] {HEADER + "x,1,1,1,a,yes\n", HEADER + "x,1,1,1,\"a\" ,yes\n"}) {
      results.reset();
      assertEquals(0, load(csv), err);
      String sha256 = Digests.of(home.resolve("inbox/in.csv")).sha256();
      assertTrue(results.toString(StandardCharsets.UTF_8).contains(sha256), csv);
    }
  }

  @Test
  void isReusedForTheSameInputAndReplacedForAnother() throws IOException {
    assertEquals(0, load(HEADER + "x,1,1,1,a,yes\n"), err);
    assertEquals(0, run(), err);
    assertTrue(results.toString(StandardCharsets.UTF_8).contains("\"status\":\"reused\""));
    results.reset();
    Files.writeString(home.resolve("inbox/in.csv"), HEADER + "y,1,1,1,a,yes\n");
    assertEquals(0, run(), err);
    assertTrue(results.toString(StandardCharsets.UTF_8).contains("\"status\":\"done\""));
  }

  @Test
  void readsNoTargetForInference() throws IOException {
    variables.put("CHURNFLOW_PURPOSE", "inference");
    assertEquals(0, load("id,age,paid,active,plan\nx,1,1,1,a\n"), err);
    assertTrue(loaded().find("left").isEmpty());
  }

  @Test
  void endsWith2WhereThereIsNoInput() throws IOException {
    variables.put("CHURNFLOW_INPUT", "none.csv");
    assertEquals(2, load(HEADER));
    variables.put("CHURNFLOW_INPUT", "../small.yaml");
    assertEquals(2, load(HEADER));
    variables.put("CHURNFLOW_INPUT", "$(touch x)`\"'");
    assertEquals(2, load(HEADER));
  }

  private static final String BAD_ROWS =
      "id,age,paid,active,plan\n"
          + "a,1,1,1,a\n"
          + "b,old,secret,1,a\n"
          + "c,1,1,1\n"
          + ",1,1,1,a\n"
          + "e,2,1,1,a\n";

  private Path putAside() throws IOException {
    try (java.util.stream.Stream<Path> found = Files.walk(home)) {
      return found.filter(path -> path.endsWith("quarantine.csv")).findFirst().orElse(Path.of(""));
    }
  }

  @Test
  void putsRowsAsideThatCannotBeRead() throws IOException {
    variables.put("CHURNFLOW_PURPOSE", "inference");
    quarantine = "0.6";
    assertEquals(0, load(BAD_ROWS), err);
    assertEquals(2, loaded().rows());
    assertEquals(
        """
        row,id,column,rule,expected,found
        2,b,age,type,a whole number,'old'
        2,b,paid,type,a number,"another value (personal, not shown)"
        3,,,cells,5 cells as in the header,4
        4,,id,id,an id,an empty cell
        """,
        Files.readString(putAside()));
    assertTrue(results.toString(StandardCharsets.UTF_8).contains("\"put_aside\":3"));
    assertTrue(err.contains("3 of 5 rows cannot be read"), err);
  }

  @Test
  void refusesMoreBadRowsThanMayBePutAside() throws IOException {
    variables.put("CHURNFLOW_PURPOSE", "inference");
    quarantine = "0.59";
    refuses(BAD_ROWS, "line 3, column age", "(3 of 5 rows cannot be read, allowed share 0.59)");
    assertFalse(err.contains("secret"), err);
    assertEquals(Path.of(""), putAside());
    quarantine = "1";
    refuses("id,age,paid,active,plan\nb,old,1,1,a\n", "expected rows below the header");
  }

  @Test
  void putsNoRowOfATrainingAside() throws IOException {
    quarantine = "1";
    refuses(HEADER + "x,old,1,1,a,yes\n", "line 2, column age");
  }

  @Test
  void showsNoValueOfAFileWithoutAHeader() throws IOException {
    refuses("secret,secret,1,1,a,yes\n", "the same in columns 1 and 2");
    assertFalse(err.contains("secret"), err);
  }
}
