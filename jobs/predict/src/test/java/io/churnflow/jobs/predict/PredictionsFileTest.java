package io.churnflow.jobs.predict;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Target;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVParser;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PredictionsFileTest {
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

  private String written(String[] ids, double... probabilities) throws IOException {
    Path file = folder.resolve("predictions.csv");
    PredictionsFile.write(file, contract(), new Scores(ids, probabilities, 0.5), 3);
    return Files.readString(file);
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

  private static Contract contract() {
    ColumnContract column =
        new ColumnContract("x", ColumnType.NUMBER, null, null, List.of(), 0, false);
    return new Contract(
        "customer_id",
        new Target("churn", "Yes", "No"),
        Contract.ExtraColumns.IGNORE,
        0,
        new Contract.MinimumRows(1, 1),
        List.of(column));
  }
}
