package io.churnflow.jobs.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.Utf8Texts;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVPrinter;
import org.apache.commons.csv.CSVRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsFileTest {
  private static final RowReasons NO_REASONS = new RowReasons(0, new int[0], List.of());

  private static final Target TARGET = new Target("churn", "Yes", "No");

  private static final List<Arm> ARMS = List.of(ScoringTest.arm("production", 3));

  private final Random random = new Random(5);
  @TempDir private Path folder = Path.of("");

  @Test
  void writesARowForEachRowInItsOrder() throws IOException {
    assertEquals(
        """
        customer_id,churn_probability,churn,model_version
        b,0.75,Yes,3
        a,0.25,No,3
        c,0.5,Yes,3
        """,
        written(new String[] {"b", "a", "c"}, 0.75, 0.25, 0.5));
  }

  @Test
  void writesReasonsWithQuotesWhereTheyNeedThem() throws IOException {
    Path file = folder.resolve("predictions.csv");
    Utf8Texts texts = Utf8Texts.of(new TextColumn("customer_id", new String[] {"a", "b"}), 0, 2);
    RowReasons.Cells plain = row -> "row %d".formatted(row).getBytes(StandardCharsets.UTF_8);
    RowReasons.Cells odd = row -> "\"a\", b".getBytes(StandardCharsets.UTF_8);
    RowReasons reasons = new RowReasons(2, new int[] {1, 0, 0, -1}, List.of(plain, odd));
    try (PredictionsFile predictions = PredictionsFile.create(file, TARGET, ARMS, false)) {
      Scores scores = new Scores(new double[] {0.5, 0.25}, 0.5, reasons);
      predictions.append(predictions.print(DealtScores.of(texts, new int[2], List.of(scores))));
    }
    assertEquals(
        "customer_id,churn_probability,churn,model_version,reason_1,reason_2\n", header(2));
    assertEquals(
        List.of("a,0.5,Yes,3,\"\"\"a\"\", b\",row 0", "b,0.25,No,3,row 1,"),
        Files.readAllLines(file));
  }

  @Test
  void namesTheArmWhereRowsSayIt() {
    byte[] header = PredictionsFile.header("id", true, 2);
    assertEquals(
        "id,churn_probability,churn,model_version,arm,reason_1,reason_2\n",
        new String(header, StandardCharsets.UTF_8));
  }

  @Test
  void quotesIdsThatNeedIt() throws IOException {
    String[] ids = {"a,b", "say \"x\"", "two\nlines", "ü", "$(touch x)"};

    List<CSVRecord> rows = rows(written(ids, 0.1, 0.2, 0.3, 0.4, 0.5));

    assertArrayEquals(ids, rows.stream().map(row -> row.get("customer_id")).toArray());
  }

  @Test
  void printsProbabilitiesThatReadBackExactly() throws IOException {
    double[] probabilities =
        new Random(1).doubles(1000).map(p -> p * p * p * p * p * p * p * p).toArray();
    probabilities[0] = 0;
    probabilities[1] = 1;
    probabilities[2] = Double.MIN_VALUE;
    String[] ids = new Random(2).ints(1000).mapToObj(Integer::toString).toArray(String[]::new);

    List<CSVRecord> rows = rows(written(ids, probabilities));

    assertArrayEquals(
        probabilities,
        rows.stream()
            .mapToDouble(row -> Double.parseDouble(row.get("churn_probability")))
            .toArray());
  }

  @Test
  void printsWhatCommonsCsvPrints() throws IOException {
    @Nullable String[] ids =
        new Random(3).ints(20_000, 0, 9).mapToObj(this::id).toArray(String[]::new);
    double[] probabilities =
        new Random(4).longs(ids.length).mapToDouble(Double::longBitsToDouble).toArray();
    ids[7] = null;

    assertEquals(printed(ids, probabilities), written(ids, probabilities));
  }

  private String id(int length) {
    String letters = "ab1, \"\n\r\t#!$'ü€\uD83D\uDE00\u007f\u00a0";
    return random
        .ints(length, 0, letters.codePointCount(0, letters.length()))
        .map(place -> letters.codePointAt(letters.offsetByCodePoints(0, place)))
        .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
        .toString();
  }

  private static String printed(@Nullable String[] ids, double[] probabilities) throws IOException {
    StringBuilder text = new StringBuilder();
    try (CSVPrinter csv =
        new CSVPrinter(text, CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get())) {
      csv.printRecord("customer_id", "churn_probability", "churn", "model_version");
      for (int row = 0; row < ids.length; row++) {
        csv.printRecord(
            ids[row],
            Double.toString(probabilities[row]),
            probabilities[row] >= 0.5 ? "Yes" : "No",
            3);
      }
    }
    return text.toString();
  }

  private String written(@Nullable String[] ids, double... probabilities) throws IOException {
    Path file = folder.resolve("predictions.csv");
    Utf8Texts texts = Utf8Texts.of(new TextColumn("customer_id", ids), 0, ids.length);
    try (PredictionsFile predictions = PredictionsFile.create(file, TARGET, ARMS, false)) {
      Scores scores = new Scores(probabilities, 0.5, NO_REASONS);
      predictions.append(
          predictions.print(DealtScores.of(texts, new int[ids.length], List.of(scores))));
    }
    return header(0) + Files.readString(file);
  }

  private static String header(int reasons) {
    return new String(
        PredictionsFile.header("customer_id", false, reasons), StandardCharsets.UTF_8);
  }

  private static List<CSVRecord> rows(String text) throws IOException {
    CSVFormat format = CSVFormat.DEFAULT.builder().setHeader().setSkipHeaderRecord(true).get();
    try (CSVParser parser =
        CSVParser.parse(
            new java.io.ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8)),
            StandardCharsets.UTF_8,
            format)) {
      return parser.getRecords();
    }
  }
}
