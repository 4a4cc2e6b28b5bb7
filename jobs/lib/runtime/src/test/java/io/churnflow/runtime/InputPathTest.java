package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class InputPathTest {
  @TempDir Path folder;
  private Path inbox = Path.of("");
  private Path data = Path.of("");

  @BeforeEach
  void makeRoots() throws IOException {
    inbox = Files.createDirectories(folder.toRealPath().resolve("inbox"));
    data = Files.createDirectories(folder.toRealPath().resolve("data"));
    Files.writeString(data.resolve("a.csv"), "x");
    Files.writeString(folder.resolve("secret.csv"), "x");
  }

  private Path resolve(String given) {
    return InputPath.resolve(given, List.of(inbox, data), 1);
  }

  private void refuses(String given) {
    assertThrows(UsageException.class, () -> resolve(given), given);
  }

  @Test
  void findsARelativePathInEachRootInTurn() throws IOException {
    assertEquals(data.resolve("a.csv"), resolve("a.csv"));
    Files.writeString(inbox.resolve("a.csv"), "y");
    assertEquals(inbox.resolve("a.csv"), resolve("a.csv"));
  }

  @Test
  void takesAnAbsolutePathUnderARoot() {
    assertEquals(data.resolve("a.csv"), resolve(data.resolve("a.csv").toString()));
  }

  @Test
  void refusesWhatLiesOutside() throws IOException {
    refuses(folder.resolve("secret.csv").toString());
    refuses("../secret.csv");
    refuses("/etc/passwd");
    Files.createSymbolicLink(inbox.resolve("link.csv"), folder.resolve("secret.csv"));
    refuses("link.csv");
  }

  @Test
  void refusesAFileThatIsTooLarge() throws IOException {
    Files.write(data.resolve("allowed.csv"), new byte[1 << 20]);
    assertEquals(data.resolve("allowed.csv"), resolve("allowed.csv"));
    Files.write(data.resolve("large.csv"), new byte[(1 << 20) + 1]);
    UsageException refused = assertThrows(UsageException.class, () -> resolve("large.csv"));
    assertEquals(
        "input large.csv: expected at most 1 MiB (CHURNFLOW_INPUT_MEGABYTES), found 2",
        refused.getMessage());
  }

  @Test
  void refusesWhatIsNoReadableFile() {
    refuses("none.csv");
    refuses(".");
    refuses("a\0b");
    refuses("$(touch x)\n");
  }
}
