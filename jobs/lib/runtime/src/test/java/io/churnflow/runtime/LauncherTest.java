package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileSystemException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LauncherTest {
  @TempDir Path home;

  private int ending(Running running, Exception thrown) {
    return running.job(run -> {
      throw thrown;
    });
  }

  @Test
  void printsTheOutcomeAsTheOnlyLineOnStandardOutput() {
    Running running = new Running(home);
    assertEquals(0, running.job(run -> new Outcome(Json.object().put("step", "x"))));
    assertEquals("{\"step\":\"x\"}" + System.lineSeparator(), running.out());
    assertEquals("", running.err());
  }

  @Test
  void endsEachKnownErrorWithItsCodeAndOneLine() {
    record Ending(int code, Exception thrown) {}
    for (Ending ending :
        new Ending[] {
          new Ending(2, new UsageException("no such file")),
          new Ending(3, new DataException("no such file")),
          new Ending(4, new UnavailableException("no such file"))
        }) {
      Running running = new Running(home);
      assertEquals(ending.code(), ending(running, ending.thrown()));
      assertEquals("", running.out());
      assertEquals("churnflow small-job: error: no such file", running.err().strip());
    }
  }

  @Test
  void endsWith99WhereThereIsNothingToDo() {
    Running running = new Running(home);
    assertEquals(99, ending(running, new NothingToDoException("all is done")));
    assertEquals("churnflow small-job: nothing to do: all is done", running.err().strip());
  }

  @Test
  void endsTheUnforeseenWith1AndAStackTrace() {
    Running running = new Running(home);
    assertEquals(1, ending(running, new IllegalStateException("odd")));
    assertTrue(running.err().contains("at io.churnflow.runtime.LauncherTest"));
    assertTrue(running.err().contains("churnflow small-job: error: unexpected: "));
  }

  @Test
  void endsWhatIsWrongWithAFileSystemWithOneLineThatNamesThePlace() throws IOException {
    record Ending(int code, Exception thrown, String said) {}
    for (Ending ending :
        new Ending[] {
          new Ending(
              4,
              new IOException("No space left on device"),
              "the file system of %s: No space left on device: free some, then run this again"
                  .formatted(home)),
          new Ending(
              4,
              new UncheckedIOException(
                  new FileSystemException("/a/b", null, "No space left on device")),
              "/a/b: No space left on device: free some, then run this again"),
          new Ending(
              2,
              new AccessDeniedException("/a/b"),
              "/a/b: expected a place that can be read and written, found: Permission denied"),
          new Ending(
              2,
              new FileSystemException("/a/b", null, "Read-only file system"),
              "/a/b: expected a place that can be read and written, found: Read-only file system")
        }) {
      Running running = new Running(home);
      assertEquals(ending.code(), ending(running, ending.thrown()));
      assertEquals("churnflow small-job: error: " + ending.said(), running.err().strip());
    }
    Path file = Files.writeString(home.resolve("file"), "");
    Running running = new Running(file);
    assertEquals(2, running.job(run -> run.step("one").publish(output -> Result.rows(0))));
    assertTrue(running.err().contains(file + "/runs"), running.err());
    assertEquals(1, running.err().lines().count(), running.err());
  }

  @Test
  void endsWith1WhereMemoryRunsOut() {
    Running running = new Running(home);
    int code =
        running.job(run -> {
          throw new OutOfMemoryError("Java heap space");
        });
    assertEquals(1, code);
    assertTrue(running.err().contains("error: out of memory: Java heap space"));
  }

  @Test
  void keepsAnErrorOnItsLineWhateverItQuotes() {
    Running running = new Running(home);
    ending(running, new UsageException("found 'a\nchurnflow x: error: b\r'"));
    assertEquals(1, running.err().lines().count());
  }

  @Test
  void endsAnUnknownOptionWith2() {
    Running running = new Running(home);
    assertEquals(2, running.job(run -> new Outcome(Json.object()), "--nonsense"));
    assertEquals(1, running.err().lines().count());
  }

  @Test
  void namesOptionAndVariableOfAMissingValue() {
    Running running = new Running(home).with("CHURNFLOW_RUN_ID", "");
    assertEquals(2, running.job(run -> new Outcome(Json.object())));
    assertTrue(
        running.err().strip().endsWith("'--run-id=<run-id>' (or CHURNFLOW_RUN_ID)"), running.err());
    running.with("CHURNFLOW_PIPELINE", "");
    assertEquals(2, running.job(run -> new Outcome(Json.object())));
    assertTrue(
        running.err().strip().endsWith("(or CHURNFLOW_PIPELINE, CHURNFLOW_RUN_ID)"), running.err());
  }

  @Test
  void namesOptionAndVariableOfAWrongValue() {
    Running running = new Running(home).with("CHURNFLOW_THREADS", "two");
    assertEquals(2, running.job(run -> new Outcome(Json.object())));
    assertTrue(running.err().contains("'--threads'"), running.err());
    assertTrue(running.err().strip().endsWith("(or CHURNFLOW_THREADS)"), running.err());
  }

  @Test
  void takesAnOptionBeforeItsVariable() {
    Running running = new Running(home);
    running.job(
        run -> new Outcome(Json.object().put("run", run.folder().runId())), "--run-id", "given");
    assertEquals("{\"run\":\"given\"}", running.out().strip());
  }
}
