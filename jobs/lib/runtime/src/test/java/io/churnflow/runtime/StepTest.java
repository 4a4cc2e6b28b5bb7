package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StepTest {
  @TempDir Path home;

  private static Outcome write(RunOptions run, String content) throws Exception {
    return run.step("one")
        .fact("content", Digests.sha256(content))
        .publish(output -> {
          output.bytes("a.txt", content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          output.note("note", "only in the receipt");
          return Result.rows(3).with("field", "value");
        });
  }

  private Path folder(Path root) {
    return new Running(root).get(run -> run.folder().path());
  }

  private static List<String> names(Path folder) throws IOException {
    try (Stream<Path> found = Files.list(folder)) {
      return found.map(path -> path.getFileName().toString()).sorted().toList();
    }
  }

  @Test
  void publishesFilesWithManifestReceiptAndResult() throws Exception {
    Running running = new Running(home);
    assertEquals(0, running.job(run -> write(run, "x")));
    Path step = folder(home).resolve("one");
    assertEquals(List.of("a.txt", "manifest.json", "receipt.json", "result.json"), names(step));
    Manifest manifest = Json.read(step.resolve("manifest.json"), Manifest.class);
    assertEquals(Map.of("a.txt", new FileDigest(Digests.sha256("x"), 1)), manifest.files());
    assertEquals(3, manifest.rows());
    assertTrue(running.out().contains("\"status\":\"done\""));
    assertTrue(running.out().contains("\"field\":\"value\""));
  }

  @Test
  void doesTheSameWorkOnce() throws Exception {
    assertEquals(0, new Running(home).job(run -> write(run, "x")));
    byte[] receipt = Files.readAllBytes(folder(home).resolve("one/receipt.json"));
    Running again = new Running(home);
    assertEquals(0, again.job(run -> write(run, "x")));
    assertTrue(again.out().contains("\"status\":\"reused\""));
    assertArrayEquals(receipt, Files.readAllBytes(folder(home).resolve("one/receipt.json")));
  }

  @Test
  void movesOtherWorkAside() throws Exception {
    for (String content : List.of("x", "y", "z")) {
      assertEquals(0, new Running(home).job(run -> write(run, content)));
    }
    assertEquals("z", Files.readString(folder(home).resolve("one/a.txt")));
    assertEquals("x", Files.readString(folder(home).resolve(".superseded/one-1/a.txt")));
    assertEquals("y", Files.readString(folder(home).resolve(".superseded/one-2/a.txt")));
  }

  @Test
  void worksAgainWhereAPublishedFileIsGone() throws Exception {
    assertEquals(0, new Running(home).job(run -> write(run, "x")));
    Files.delete(folder(home).resolve("one/a.txt"));
    Running again = new Running(home);
    assertEquals(0, again.job(run -> write(run, "x")));
    assertTrue(again.out().contains("\"status\":\"done\""));
  }

  @ParameterizedTest
  @ValueSource(strings = {"a.txt", "manifest.json", "receipt.json", "result.json"})
  void worksAgainWhereAPublishedFileIsDamaged(String name) throws Exception {
    assertEquals(0, new Running(home).job(run -> write(run, "x")));
    Path step = folder(home).resolve("one");
    Files.writeString(step.resolve(name), "y");
    Running again = new Running(home);
    assertEquals(0, again.job(run -> write(run, "x")));
    assertTrue(again.out().contains("\"status\":\"done\""));
    assertEquals("x", Files.readString(step.resolve("a.txt")));
  }

  @Test
  void leavesNothingWhereTheWorkFails() throws Exception {
    Running running = new Running(home);
    int code =
        running.job(run ->
            run.step("one")
                .publish(output -> {
                  output.bytes("a.txt", new byte[10]);
                  throw new DataException("half-way");
                }));
    assertEquals(3, code);
    assertEquals(List.of(), names(folder(home)));
  }

  @Test
  void removesWhatAKilledTryHasLeft() throws Exception {
    Path run = folder(home);
    Files.createDirectories(run.resolve(".one.dead.tmp"));
    Files.writeString(run.resolve(".one.dead.tmp/a.txt"), "half");
    Files.writeString(run.resolve(".one.dead.tmp.lock"), "");
    assertEquals(0, new Running(home).job(options -> write(options, "x")));
    assertEquals(List.of("one"), names(run));
  }

  @Test
  void sparesATryThatStillLives() throws Exception {
    Path run = folder(home);
    try (Workspace.Temporary living = new Workspace(run.resolve("one")).open()) {
      assertEquals(0, new Running(home).job(options -> write(options, "x")));
      assertTrue(Files.isDirectory(living.folder()));
    }
    assertEquals(List.of("one"), names(run));
  }

  @Test
  void endsAsReusedWhereAnotherTryWasQuicker() throws Exception {
    Running slow = new Running(home);
    int code =
        slow.job(run ->
            run.step("one")
                .fact("content", Digests.sha256("x"))
                .publish(output -> {
                  assertEquals(0, new Running(home).job(quick -> write(quick, "x")));
                  output.bytes("a.txt", new byte[] {'x'});
                  return Result.rows(3);
                }));
    assertEquals(0, code);
    assertTrue(slow.out().contains("\"status\":\"reused\""));
    assertEquals(List.of("one"), names(folder(home)));
  }

  @Test
  void refusesAnInputThatNoStepHasPublished() {
    Running running = new Running(home);
    assertEquals(
        2,
        running.job(run -> run.step("two").reads("one/a.txt").publish(output -> Result.rows(0))));
    assertTrue(running.err().contains("run that step of this run first"), running.err());
  }

  @Test
  void refusesAnInputThatIsNotWhatWasPublished() throws Exception {
    assertEquals(0, new Running(home).job(run -> write(run, "x")));
    Files.writeString(folder(home).resolve("one/a.txt"), "y");
    Running running = new Running(home);
    assertEquals(
        3,
        running.job(run -> run.step("two").reads("one/a.txt").publish(output -> Result.rows(0))));
    assertTrue(running.err().contains("as published"), running.err());
  }

  private static Outcome copy(RunOptions run, String from, String to) throws Exception {
    Step step = run.step(to).reads(from + "/a.txt");
    return step.publish(output -> {
      output.bytes("a.txt", Files.readAllBytes(step.file(from + "/a.txt")));
      return Result.rows(0);
    });
  }

  @Test
  void refusesAnInputMadeFromWhatIsThereNoMore() throws Exception {
    assertEquals(0, new Running(home).job(run -> write(run, "x")));
    assertEquals(0, new Running(home).job(run -> copy(run, "one", "two")));
    assertEquals(0, new Running(home).job(run -> copy(run, "two", "three")));
    assertEquals(0, new Running(home).job(run -> write(run, "y")));
    for (String from : List.of("two", "three")) {
      Running running = new Running(home);
      assertEquals(2, running.job(run -> copy(run, from, "four")));
      assertTrue(
          running.err().contains("two/a.txt: was made from another one/a.txt"), running.err());
      assertTrue(
          running.err().contains("run two of this run again, and what follows it"), running.err());
    }
    assertEquals(0, new Running(home).job(run -> copy(run, "one", "two")));
    assertEquals(0, new Running(home).job(run -> copy(run, "two", "four")));
  }

  @Test
  void takesWorkForOtherWorkWhereAnInputComesOrGoes() throws Exception {
    assertEquals(0, new Running(home).job(run -> perhaps(run, "two")));
    assertEquals(0, new Running(home).job(run -> copy(run, "two", "three")));
    assertEquals(0, new Running(home).job(run -> write(run, "x")));
    Running stale = new Running(home);
    assertEquals(2, stale.job(run -> copy(run, "two", "three")));
    assertTrue(stale.err().contains("expected SHA-256 none, found"), stale.err());
    Running again = new Running(home);
    assertEquals(0, again.job(run -> perhaps(run, "two")));
    assertTrue(again.out().contains("\"status\":\"done\""), again.out());
    assertEquals("true", Files.readString(folder(home).resolve("two/a.txt")));
  }

  private static Outcome perhaps(RunOptions run, String to) throws Exception {
    Step step = run.step(to);
    boolean there = step.readsIfThere("one/a.txt");
    return step.publish(output -> {
      output.bytes(
          "a.txt", Boolean.toString(there).getBytes(java.nio.charset.StandardCharsets.UTF_8));
      return Result.rows(0);
    });
  }

  @Test
  void publishesNothingOfAnInputFoundWrongMeanwhile() throws Exception {
    assertEquals(0, new Running(home).job(run -> write(run, "x")));
    Files.writeString(folder(home).resolve("one/a.txt"), "y");
    assertRefused(output -> Result.rows(0));
    assertRefused(output -> {
      throw new DataException("what the work found wrong");
    });
    assertEquals(List.of("one"), names(folder(home)));
  }

  private void assertRefused(Step.Work work) {
    Running running = new Running(home);
    assertEquals(
        3, running.job(run -> run.step("two").readsWhileChecking("one/a.txt").publish(work)));
    assertTrue(running.err().contains("as published"), running.err());
  }

  @Test
  void refusesToReuseWorkOnAnInputThatIsNoLongerWhatWasPublished() throws Exception {
    assertEquals(0, new Running(home).job(run -> write(run, "x")));
    Running first = new Running(home);
    assertEquals(
        0,
        first.job(run ->
            run.step("two").readsWhileChecking("one/a.txt").publish(output -> Result.rows(0))));
    Files.writeString(folder(home).resolve("one/a.txt"), "y");
    assertRefused(output -> Result.rows(0));
  }

  @Test
  void givesTheSameBytesInAnotherFolder(@TempDir Path other) throws Exception {
    assertEquals(0, new Running(home).job(run -> write(run, "x")));
    assertEquals(0, new Running(other).job(run -> write(run, "x")));
    for (String file : List.of("a.txt", "manifest.json", "result.json")) {
      assertArrayEquals(
          Files.readAllBytes(folder(home).resolve("one").resolve(file)),
          Files.readAllBytes(folder(other).resolve("one").resolve(file)),
          file);
    }
  }

  @Test
  void keepsRunIdsApartThatLookTheSameMadeSafe() {
    String spaced = new RunFolder(home, "p", "a b").name();
    String underscored = new RunFolder(home, "p", "a_b").name();
    assertTrue(spaced.startsWith("a_b-"));
    assertFalse(spaced.equals(underscored));
    assertTrue(
        new RunFolder(home, "p", "../".repeat(500)).path().startsWith(home.resolve("runs/p")));
  }

  private static Outcome refuse(RunOptions run, String content) throws Exception {
    return run.step("one")
        .publish(output -> {
          output.bytes("why.txt", content.getBytes(java.nio.charset.StandardCharsets.UTF_8));
          throw output.refuse("bad data");
        });
  }

  @Test
  void keepsWhatARefusedTryHasFoundAndNamesIt() throws Exception {
    Running running = new Running(home);
    assertEquals(3, running.job(run -> refuse(run, "x")));
    Path run = folder(home);
    String place = "runs/sample/%s/refused/one".formatted(run.getFileName());
    assertEquals("churnflow small-job: error: bad data; see %s\n".formatted(place), running.err());
    assertEquals("x", Files.readString(home.resolve(place).resolve("why.txt")));
    assertEquals(List.of("refused"), names(run));
    assertEquals(3, new Running(home).job(again -> refuse(again, "x")));
    assertEquals(List.of("one"), names(run.resolve("refused")));
    assertEquals(3, new Running(home).job(again -> refuse(again, "y")));
    assertEquals("y", Files.readString(home.resolve(place).resolve("why.txt")));
  }

  @Test
  void keepsNothingOfOtherBadData() throws Exception {
    assertEquals(
        3,
        new Running(home)
            .job(run ->
                run.step("one")
                    .publish(output -> {
                      throw new DataException("bad data");
                    })));
    assertEquals(List.of(), names(folder(home)));
  }
}
