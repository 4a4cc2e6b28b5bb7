package io.churnflow.runtime.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TurnTest {
  @TempDir Path folder;
  private final List<String> created = Collections.synchronizedList(new ArrayList<>());

  @Test
  void ofTriesAtOnceOneCreatesAndTheOthersFind() {
    List<String> found = Together.map(List.of("a", "b", "c", "d"), this::findOrCreate);
    assertEquals(1, created.size());
    assertEquals(Collections.nCopies(4, created.getFirst()), found);
  }

  /// As another process would, with a turn of its own.
  private String findOrCreate(String name) {
    Budget budget = new Budget(Duration.ofSeconds(60));
    return Turn.in(folder, budget)
        .alone(() -> CreateOnce.of(budget, this::find, () -> create(name)));
  }

  private Optional<String> find() {
    Optional<String> found = created.stream().findFirst();
    pause();
    return found;
  }

  private String create(String name) {
    created.add(name);
    return name;
  }

  private static void pause() {
    try {
      Thread.sleep(50);
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  @Test
  void aTryThatHangsIsNotWaitedForWithoutEnd() throws Exception {
    try (FileChannel hanging =
        FileChannel.open(
            folder.resolve(".mlflow"), StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
      FileLock unused = hanging.lock();
      Turn turn = Turn.in(folder, new Budget(Duration.ofSeconds(1)));
      assertEquals("done", turn.alone(() -> "done"));
    }
  }
}
