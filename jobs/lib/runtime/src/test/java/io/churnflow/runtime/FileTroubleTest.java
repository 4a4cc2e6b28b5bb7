package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.FileDigest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FileTroubleTest {
  /// A regular file that Linux opens and then cannot read: EIO, as of a network volume.
  private static final Path FAILING = Path.of("/proc/self/mem");

  @TempDir Path folder;

  private static List<Runnable> readings(Path file) {
    return List.of(
        () -> Json.read(file, JsonNode.class),
        () -> PipelineFile.read(file),
        () -> new Published(file, new FileDigest("0".repeat(64), 0)).verified());
  }

  @Test
  void aFileThatCannotBeReadAtTheMomentIsNotMissing() {
    assumeTrue(Files.isRegularFile(FAILING));
    for (Runnable reading : readings(FAILING)) {
      UncheckedIOException failed = assertThrows(UncheckedIOException.class, reading::run);
      assertTrue(
          String.valueOf(failed.getMessage())
              .endsWith(FAILING + ": cannot be read: Input/output error"),
          failed.toString());
      assertEquals(
          1,
          new Running(folder)
              .job(run -> {
                throw failed;
              }));
    }
  }

  @Test
  void namesAFileThatIsMissing() {
    Path file = folder.resolve("none");
    List<String> said =
        List.of(
            file + ": cannot be read: no such file",
            "pipeline file " + file + ": expected a file, found none",
            file + ": published, but no longer there");
    List<Integer> codes = List.of(2, 2, 3);
    for (int i = 0; i < said.size(); i++) {
      JobException missing = assertThrows(JobException.class, readings(file).get(i)::run);
      assertEquals(said.get(i), missing.getMessage());
      assertEquals(codes.get(i), missing.exitCode().code());
    }
  }

  @Test
  void namesWhatIsInAFilesPlace() throws IOException {
    UsageException refused =
        assertThrows(UsageException.class, () -> Json.read(folder, JsonNode.class));
    assertEquals(folder + ": cannot be read: Is a directory", refused.getMessage());
    Path link = Files.createSymbolicLink(folder.resolve("loop"), folder.resolve("loop"));
    Path below = Files.writeString(folder.resolve("file"), "").resolve("x");
    for (Path file : List.of(folder, link, below, folder.resolve("x".repeat(300)))) {
      for (Runnable reading : readings(file)) {
        assertThrows(UsageException.class, reading::run, file.toString());
      }
    }
  }
}
