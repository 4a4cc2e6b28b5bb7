package io.churnflow.jobs.loaddata;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.column;
import static io.churnflow.fixtures.ColumnBuilder.integer;
import static io.churnflow.fixtures.ColumnBuilder.number;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Dialect.Encoding;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Purpose;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// Whatever the fast path takes, it reads as commons-csv does, down to the bytes of the table file;
/// whatever commons-csv refuses, the fast path does not take.
class FastReaderTest {
  private static final int FILES = 4000;
  private static final String DELIMITERS = ",,;|\t";
  private static final String HEADER = "id,age,paid,active,plan,left\n";

  @TempDir private Path folder = Path.of("");
  private int files;

  private char delimiter = ',';

  private Contract contract() {
    return new Contract(
        "id",
        new Target("left", "yes", "no"),
        Contract.ExtraColumns.IGNORE,
        0.3,
        new Contract.MinimumRows(1, 1),
        List.of(
            integer("age").build(),
            number("paid").build(),
            column("active", ColumnType.BOOLEAN).build(),
            category("plan", "a", "b \"c\"", "ü").build()),
        new Dialect(String.valueOf(delimiter), "\"", Encoding.UTF_8, "."),
        List.of(),
        null,
        null);
  }

  private static char one(String characters, Random random) {
    return characters.charAt(random.nextInt(characters.length()));
  }

  /// What reading a file comes to.
  ///
  /// @param table the table file, null where the file was refused
  private record Outcome(@Nullable Path table, List<String> warnings, String sha256) {}

  private Outcome slow(Path file) throws IOException {
    Path target = folder.resolve("slow" + files++);
    List<String> warnings = new ArrayList<>();
    try {
      Loaded loaded =
          new CsvReader(contract(), Purpose.TRAINING, 0, warnings::add)
              .read(file, target, folder.resolve("aside"));
      return new Outcome(target, warnings, loaded.sha256());
    } catch (DataException refused) {
      return new Outcome(null, List.of(), "");
    }
  }

  private Optional<Outcome> fast(Path file, int threads, int chunkBytes) throws IOException {
    Path target = folder.resolve("fast" + files++);
    Optional<Loaded> loaded =
        new FastReader(contract(), Purpose.TRAINING, threads, chunkBytes).read(file, target);
    assertEquals(loaded.isPresent(), Files.exists(target));
    return loaded.map(found -> new Outcome(target, found.warnings(), found.sha256()));
  }

  /// Reads a file both ways, the fast one with each of the chunk sizes.
  ///
  /// @return whether the fast path has taken it, which must not depend on where chunks end
  private boolean agree(byte[] csv, int... chunkSizes) throws IOException {
    Path file = Files.write(folder.resolve("in.csv"), csv);
    Outcome expected = slow(file);
    int taken = 0;
    for (int chunkBytes : chunkSizes) {
      Optional<Outcome> found = fast(file, 1 + chunkBytes % 3, chunkBytes);
      if (found.isPresent()) {
        requireSame(expected, found.get(), csv);
        taken++;
      }
    }
    if (expected.table() != null) {
      Files.delete(expected.table());
    }
    String text = new String(csv, StandardCharsets.UTF_8);
    assertTrue(taken == 0 || taken == chunkSizes.length, text);
    return taken > 0;
  }

  private static void requireSame(Outcome expected, Outcome found, byte[] csv) throws IOException {
    String text = new String(csv, StandardCharsets.UTF_8);
    Path one = expected.table();
    Path two = found.table();
    assertTrue(one != null && two != null && Files.mismatch(one, two) == -1, text);
    assertEquals(expected.warnings(), found.warnings(), text);
    assertEquals(expected.sha256(), found.sha256(), text);
    Files.delete(two);
  }

  @Test
  void readsWhatItTakesAsCommonsCsvDoes() throws IOException {
    Random random = new Random(11);
    int taken = 0;
    for (int i = 0; i < FILES; i++) {
      delimiter = one(DELIMITERS, random);
      byte[] csv = CsvCases.next(delimiter, random);
      taken += agree(csv, 1, 2 + random.nextInt(60), 1 << 12) ? 1 : 0;
    }
    assertTrue(taken > FILES / 4, "taken: " + taken);
    assertTrue(taken < FILES, "taken: " + taken);
  }

  @Test
  void readsTheSameWhereverAChunkEnds() throws IOException {
    Random random = new Random(12);
    for (int i = 0; i < 40; i++) {
      delimiter = one(DELIMITERS, random);
      byte[] csv = CsvCases.plain(delimiter, random);
      int[] sizes = new int[csv.length + 1];
      for (int size = 0; size < sizes.length; size++) {
        sizes[size] = size + 1;
      }
      agree(csv, sizes);
    }
  }

  @Test
  void takesPlainFiles() throws IOException {
    String rows = "x,1,2.5,0,a,yes\n\"y\n\"\"1\"\"\",,,true,,no\r\n\r\nz,+7,.5e1,1,new,no";
    assertTrue(agree((HEADER + rows).getBytes(StandardCharsets.UTF_8), 1, 7, 1 << 12));
    assertTrue(agree(("\uFEFF" + HEADER + rows).getBytes(StandardCharsets.UTF_8), 1, 1 << 12));
  }

  @Test
  void leavesToCommonsCsvWhatIsNotPlain() throws IOException {
    for (String rows :
        new String[] {
          "",
          "x,1,1,1,a",
          "x,1,1,1,a,yes,",
          "x,old,1,1,a,yes",
          ",1,1,1,a,yes",
          "x\"y,1,1,1,a,yes",
          "\"x\" ,1,1,1,a,yes",
          "\"x,1,1,1,a,yes",
          "x\0,1,1,1,a,yes",
          "\u2003,1,1,1,a,yes"
        }) {
      assertFalse(agree((HEADER + rows).getBytes(StandardCharsets.UTF_8), 1, 9, 1 << 12), rows);
    }
    assertFalse(agree((HEADER + "\u00e9,1,1,1,a,yes").getBytes(StandardCharsets.ISO_8859_1), 64));
    assertFalse(agree("id,age\nx,1\n".getBytes(StandardCharsets.UTF_8), 64));
    assertFalse(agree(new byte[0], 64));
  }

  @Test
  void leavesOtherDialectsToCommonsCsv() throws IOException {
    Path file = Files.writeString(folder.resolve("in.csv"), HEADER + "x,1,1,1,a,yes\n");
    for (Dialect dialect :
        List.of(
            new Dialect(",", "'", Encoding.UTF_8, "."),
            new Dialect(",", "none", Encoding.UTF_8, "."),
            new Dialect(",", "\"", Encoding.ISO_8859_1, "."),
            new Dialect(",", "\"", Encoding.UTF_16, "."),
            new Dialect(",", "\"", Encoding.UTF_8, ","))) {
      Contract plain = contract();
      Contract other =
          new Contract(
              plain.id(),
              plain.target(),
              plain.extraColumns(),
              0,
              plain.minimumRows(),
              plain.columns(),
              dialect,
              List.of(),
              null,
              null);
      Path target = folder.resolve("none");
      assertTrue(
          new FastReader(other, Purpose.TRAINING, 1, 64).read(file, target).isEmpty(),
          dialect.toString());
    }
  }
}
