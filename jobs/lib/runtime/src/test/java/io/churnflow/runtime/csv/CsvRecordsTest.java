package io.churnflow.runtime.csv;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Dialect.Encoding;
import io.churnflow.runtime.DataException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.commons.csv.CSVRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Messages name the line, wherever it is and whatever is wrong.
class CsvRecordsTest {
  @TempDir private Path folder = Path.of("");

  private List<Long> lines(byte[] csv, Dialect dialect) throws IOException {
    List<Long> lines = new ArrayList<>();
    try (CsvRecords records = CsvRecords.open(Files.write(folder.resolve("in"), csv), dialect)) {
      for (Optional<CSVRecord> row = records.next(); row.isPresent(); row = records.next()) {
        lines.add(records.line());
      }
    }
    return lines;
  }

  private String refusal(byte[] csv, Dialect dialect) {
    String message =
        String.valueOf(assertThrows(DataException.class, () -> lines(csv, dialect)).getMessage());
    return message.replace("input " + folder.resolve("in"), "");
  }

  private String refusal(String csv) {
    return refusal(csv.getBytes(StandardCharsets.ISO_8859_1), Dialect.STANDARD);
  }

  @Test
  void knowsTheLineInWhichARowBegins() throws IOException {
    String csv = "a,b\n\n\n1,2\n\"3\n\n\",4\r\n5,\"6\r\n\"\r\r7,8\n9,10";
    assertEquals(
        List.of(4L, 5L, 8L, 11L, 12L),
        lines(csv.getBytes(StandardCharsets.UTF_8), Dialect.STANDARD));
  }

  @Test
  void namesTheLineOfBytesThatAreNoText() {
    for (int rows : new int[] {0, 1, 3000, 20_000}) {
      String good = "a,b\n" + "1,two\r\n".repeat(rows);
      String expected = ", line %d: expected UTF-8 text, found bytes that are none";
      assertEquals(expected.formatted(rows + 2), refusal(good + "x\u00e9y,2\n3,4\n"));
      assertEquals(expected.formatted(rows + 2), refusal(good + "x,\u00e2\u0082"));
      assertTrue(refusal(good + "1,\0\n").startsWith(", line %d: ".formatted(rows + 2)));
    }
  }

  @Test
  void namesTheLineInOtherEncodingsToo() {
    Charset wide = StandardCharsets.UTF_16BE;
    Dialect dialect = new Dialect(",", "\"", Encoding.UTF_16, ".");
    byte[] odd = "a,b\n1,2\n3,\uD800x\n".getBytes(wide);
    odd[odd.length - 6] = (byte) 0xD8; // a surrogate without its other half
    assertTrue(refusal(odd, dialect).startsWith(", line 3: expected UTF-16 text"));
  }

  @Test
  void namesTheLineOfAQuotationMarkThatIsOutOfPlace() {
    assertEquals(
        ", line 3: expected a quotation mark that closes the cell, found the end of the file",
        refusal("a,b\n1,2\n3,\"4\n5,6\n"));
    assertEquals(
        ", line 2: expected a delimiter or the line's end behind the quotation mark that closes a cell, found something else",
        refusal("a,b\n\"1\"x,2\n"));
    assertTrue(refusal("a,\"b").startsWith(", line 1: "));
  }

  @Test
  void refusesARowThatIsTooLongToBeOne() throws IOException {
    String most = "1," + "x".repeat(CsvRecords.LONGEST_ROW - 2);
    byte[] fits = ("a,b\n" + most + "\n3,4\n").getBytes(StandardCharsets.UTF_8);
    assertEquals(List.of(2L, 3L), lines(fits, Dialect.STANDARD));
    assertTrue(
        refusal("a,b\n1,2\n3,\"" + most + most)
            .startsWith(", line 3: expected a row of at most 4194304 characters"));
  }
}
