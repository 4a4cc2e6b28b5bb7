package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunTablesTest {
  private static final String LOADED = "load-data/table.arrow";
  private static final String KEPT = "validate-data/table.arrow";
  private static final String ADDED = "add-outcomes/table.arrow";

  @TempDir Path home;

  private void load(String content) {
    publish("load-data", step -> step.fact("input", Digests.sha256(content)), LOADED, content);
  }

  /// @param file one of the step's
  private void publish(String name, Function<Step, Step> inputs, String file, String content) {
    int code =
        new Running(home)
            .job(run ->
                inputs
                    .apply(run.step(name))
                    .publish(output -> {
                      byte[] bytes = content.getBytes(StandardCharsets.UTF_8);
                      output.bytes(file.substring(name.length() + 1), bytes);
                      return Result.rows(1);
                    }));
    assertEquals(0, code);
  }

  private void check() {
    publish("validate-data", step -> step.reads(LOADED), "validate-data/validation.json", "{}");
  }

  private String chosen(Function<Step, String> choice) {
    String[] table = new String[1];
    Running running = new Running(home);
    int code =
        running.job(run -> {
          Step step = run.step("next");
          table[0] = choice.apply(step);
          return step.publish(output -> Result.rows(1));
        });
    return code == 0 ? String.valueOf(table[0]) : code + " " + running.err();
  }

  @Test
  void wantsATableThatHasBeenChecked() {
    load("a");
    assertTrue(
        chosen(RunTables::checked)
            .matches("(?s)2 .*validate-data/validation.json: expected a file.*run that step.*"));
    check();
    assertEquals(LOADED, chosen(RunTables::checked));
    assertEquals(LOADED, chosen(RunTables::training));
  }

  @Test
  void refusesATableLoadedAfterTheChecks() {
    load("a");
    check();
    load("b");
    for (String found : new String[] {chosen(RunTables::checked), chosen(RunTables::training)}) {
      assertTrue(
          found.matches("(?s)2 .*validation.json: was made from another load-data/table.arrow.*"),
          found);
    }
    check();
    assertEquals(LOADED, chosen(RunTables::checked));
  }

  @Test
  void takesTheRowsThatWereKeptAndThoseThatWereAdded() throws Exception {
    load("a");
    int code =
        new Running(home)
            .job(run ->
                run.step("validate-data")
                    .reads(LOADED)
                    .publish(output -> {
                      output.bytes("validation.json", new byte[] {'{', '}'});
                      output.bytes("table.arrow", new byte[] {'k'});
                      return Result.rows(1);
                    }));
    assertEquals(0, code);
    assertEquals(KEPT, chosen(RunTables::checked));
    publish("add-outcomes", step -> step.reads(KEPT), ADDED, "added");
    assertEquals(KEPT, chosen(RunTables::checked));
    assertEquals(ADDED, chosen(RunTables::training));
    Files.delete(new Running(home).get(run -> run.folder().resolve(KEPT)));
    assertTrue(chosen(RunTables::checked).matches("(?s)3 .*published, but no longer there.*"));
  }
}
