package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DurableTest {
  @TempDir Path folder;

  private List<String> names() throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void letsTheFirstWriterWin() throws IOException {
    Path file = folder.resolve("a");
    assertTrue(Durable.create(file, new byte[] {1}));
    assertFalse(Durable.create(file, new byte[] {2}));
    assertEquals(1, Files.readAllBytes(file)[0]);
    assertEquals(List.of("a"), names());
  }

  @Test
  void removesWhatAKilledWriterHasLeft() throws IOException {
    Path file = folder.resolve("a");
    Files.writeString(folder.resolve(".a.dead.tmp"), "half");
    Durable.create(file, new byte[] {1});
    Durable.create(file, new byte[] {1});
    assertEquals(List.of("a"), names());
  }

  @Test
  void copiesAFileInPlaceOfAnother() throws IOException {
    Path source = Files.write(folder.resolve("source"), new byte[3_000_000]);
    Path file = Files.writeString(folder.resolve("a"), "before");
    Durable.replace(file, source);
    assertEquals(-1, Files.mismatch(source, file));
    Files.writeString(file, "changed by its reader");
    assertEquals(3_000_000, Files.size(source));
    assertEquals(List.of("a", "source"), names());
  }

  @Test
  void givesAFileASecondNameInPlaceOfAnother() throws IOException {
    Path source = Files.writeString(folder.resolve("source"), "rows");
    Path file = Files.writeString(folder.resolve("a"), "before");
    Files.createLink(folder.resolve(".a.dead.tmp"), source);
    for (int tries = 0; tries < 2; tries++) {
      Durable.share(file, source);
      assertTrue(Files.isSameFile(source, file));
      assertEquals(List.of("a", "source"), names());
    }
  }

  @Test
  void replacesAFileWhole() throws IOException {
    Path file = folder.resolve("a");
    Durable.replace(file, new byte[] {1});
    Durable.replace(file, new byte[] {2});
    assertEquals(2, Files.readAllBytes(file)[0]);
    assertEquals(List.of("a"), names());
  }

  @Test
  void removesWhatAKilledReplacementHasLeft() throws IOException {
    Path file = folder.resolve("a");
    Files.writeString(folder.resolve(".a.dead.tmp"), "half");
    Files.writeString(folder.resolve(".ab.alive.tmp"), "another file's");
    Durable.replace(file, new byte[] {1});
    assertEquals(List.of(".ab.alive.tmp", "a"), names());
  }

  @Test
  void keepsNothingOfWhatCannotBeWrittenWhole() throws IOException {
    Path file = Files.writeString(folder.resolve("a"), "before");
    for (Exception failure :
        List.of(new IOException("No space left on device"), new IllegalStateException("odd"))) {
      List<FileChannel> opened = new ArrayList<>();
      Draft.Content content =
          channel -> {
            opened.add(channel);
            channel.write(ByteBuffer.wrap(new byte[1000]));
            switch (failure) {
              case IOException full -> throw full;
              case RuntimeException other -> throw other;
              default -> throw new AssertionError(failure);
            }
          };
      assertSame(failure, assertThrows(Exception.class, () -> Durable.replace(file, content)));
      assertEquals(List.of("a"), names());
      assertFalse(opened.getFirst().isOpen());
    }
    assertEquals("before", Files.readString(file));
  }

  @Test
  void letsWritersOfOneFileGoSideBySide() throws Exception {
    Path file = folder.resolve("a");
    try (ExecutorService writers = Executors.newFixedThreadPool(4)) {
      List<Callable<Boolean>> tasks = new ArrayList<>();
      for (int writer = 0; writer < 40; writer++) {
        byte[] bytes = {(byte) writer};
        tasks.add(() -> {
          Durable.replace(file, bytes);
          return Durable.create(file, bytes);
        });
      }
      for (Future<Boolean> created : writers.invokeAll(tasks)) {
        assertFalse(created.get());
      }
    }
    assertEquals(1, Files.size(file));
    assertEquals(List.of("a"), names());
  }
}
