package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

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
    assertTrue(running.err().contains("--run-id"), running.err());
  }

  @Test
  void takesAnOptionBeforeItsVariable() {
    Running running = new Running(home);
    running.job(
        run -> new Outcome(Json.object().put("run", run.folder().runId())), "--run-id", "given");
    assertEquals("{\"run\":\"given\"}", running.out().strip());
  }
}
