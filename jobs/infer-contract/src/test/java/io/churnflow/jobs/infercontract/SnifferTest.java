package io.churnflow.jobs.infercontract;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Dialect.Encoding;
import io.churnflow.runtime.DataException;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SnifferTest {
  @TempDir private Path folder = Path.of("");

  private Path file(byte[] bytes) throws IOException {
    return Files.write(folder.resolve("in.csv"), bytes);
  }

  private String sniffed(String csv) throws IOException {
    Dialect found = Sniffer.dialect(file(csv.getBytes(StandardCharsets.UTF_8)), Encoding.UTF_8);
    return found.delimiter() + found.quote();
  }

  @Test
  void tellsTheDelimiterFromOtherOnesInTheCells() throws IOException {
    assertEquals(",\"", sniffed("a,b,c\n1,2;2,x|y\n2,3;1,z|y\n"));
    assertEquals(";\"", sniffed("a;b;c\n1,5;2,5;x\n2,5;3,5;y\n"));
    assertEquals("\t\"", sniffed("a\tb\nHello, you\t1,2\nWell, no\t2,3\n"));
    assertEquals("|\"", sniffed("a|b\n1|2\n"));
    assertEquals(";\"", sniffed("name;note\n\"x, y\";\"1;2\"\n\"y, z\";3\n"));
  }

  @Test
  void tellsTheQuote() throws IOException {
    assertEquals(",'", sniffed("a,b\n'x, y','it''s'\n'z, 1',2\n"));
    assertEquals(",\"", sniffed("a,b\nit's,'90s\nthat's,3\n"));
    assertEquals(",none", sniffed("a,b\n\"12 inch,3\n\"14 inch,4\n\"9 inch,5\n"));
    assertEquals(",\"", sniffed("a,b\n\"two\nlines\",3\n\"x,y\",4\n"));
  }

  @Test
  void refusesOneColumn() {
    assertThrows(DataException.class, () -> sniffed("a\n1\n"));
    assertThrows(DataException.class, () -> sniffed("\n\n"));
  }

  private Encoding encoding(String text, Charset charset) throws IOException {
    return Encodings.of(file(text.getBytes(charset)));
  }

  @Test
  void tellsTheEncoding() throws IOException {
    String text = "id;name\n1;Zoë\n".repeat(20_000);
    assertEquals(Encoding.UTF_8, encoding(text, StandardCharsets.UTF_8));
    assertEquals(Encoding.UTF_8, encoding("\uFEFF" + text, StandardCharsets.UTF_8));
    assertEquals(Encoding.ISO_8859_1, encoding(text, StandardCharsets.ISO_8859_1));
    assertEquals(Encoding.UTF_16, encoding(text, StandardCharsets.UTF_16));
    assertEquals(Encoding.UTF_16, encoding(text, StandardCharsets.UTF_16LE));
    assertEquals(Encoding.UTF_16, encoding(text, StandardCharsets.UTF_16BE));
    String late = "id;name\n1;x\n".repeat(20_000) + "2;Zoë\n";
    assertEquals(Encoding.ISO_8859_1, encoding(late, StandardCharsets.ISO_8859_1));
    assertEquals(Encoding.UTF_8, encoding("a".repeat((1 << 16) - 1) + "é", StandardCharsets.UTF_8));
    assertThrows(DataException.class, () -> encoding("\u007fELF\0\0\0\1x", StandardCharsets.UTF_8));
  }
}
