package io.churnflow.jobs.processdata;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.PipelineFile;
import io.churnflow.runtime.TableBatch;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SideRuleTest {
  private static final int ROWS = 1000;
  private static final SmallPipeline PIPELINE =
      SmallPipeline.of(
          """
          target: {column: left, positive: "yes", negative: "no"}
          columns:
            - {name: day, type: integer}
            - {name: household, type: category}
          """);

  @TempDir Path folder;

  private final double[] days =
      IntStream.range(0, ROWS).mapToDouble(row -> row * 37 % 500).toArray();
  private final int[] households = IntStream.range(0, ROWS).map(row -> row % 120).toArray();

  private Table table() {
    return new Table(
        List.of(
            new TextColumn(
                "id", IntStream.range(0, ROWS).mapToObj(row -> "C" + row).toArray(String[]::new)),
            new NumberColumn("day", NumberColumn.Kind.INTEGER, days),
            new CategoryColumn(
                "household",
                households,
                IntStream.range(0, 120).mapToObj(number -> "H" + number).toList())),
        ROWS);
  }

  private Pipeline pipeline(String by) throws IOException {
    Path yaml = folder.resolve("small.yaml");
    Files.writeString(yaml, PIPELINE.splitBy(by).yaml());
    return PipelineFile.read(yaml);
  }

  private Holdout split(String by) throws IOException {
    Table table = table();
    Path file = folder.resolve("table.arrow");
    ArrowTables.write(table, file);
    return SideRule.of(pipeline(by), file).of(TableBatch.of(table, 0, ROWS));
  }

  @Test
  void holdsTheLatestRowsOut() throws IOException {
    int[] inside = split("time_column: day").inside();
    assertArrayEquals(IntStream.range(0, ROWS).filter(row -> days[row] >= 400).toArray(), inside);
  }

  @Test
  void keepsAGroupOnOneSide() throws IOException {
    Holdout holdout = split("group_column: household");
    Set<Integer> held =
        Arrays.stream(holdout.inside())
            .mapToObj(row -> households[row])
            .collect(Collectors.toSet());
    assertTrue(Arrays.stream(holdout.outside()).noneMatch(row -> held.contains(households[row])));
    assertEquals(ROWS * 0.2, holdout.inside().length, 100);
  }

  @Test
  void keepsEqualRowsOnOneSideAndOthersWhereTheyWere() throws IOException {
    Holdout before = split("");
    System.arraycopy(households, 0, households, 500, 100);
    TableBatch batch = TableBatch.of(table(), 0, ROWS);
    Pipeline pipeline = pipeline("");
    SideHashes apart = new SideHashes();
    apart.add(SideHashes.of(batch, pipeline), before);
    SideHashes.Found found = apart.found();
    assertEquals(100, found.repeated().length);
    assertEquals(ROWS - 100, found.copied().distinct());

    Holdout after = SideRule.together(pipeline, found.repeated()).of(batch);
    SideHashes together = new SideHashes();
    together.add(SideHashes.of(batch, pipeline), after);
    assertEquals(0, together.found().copied().across());
    assertTrue(found.copied().across() > 5, found.toString());
    Set<Integer> held = Arrays.stream(after.inside()).boxed().collect(Collectors.toSet());
    Set<Integer> heldBefore = Arrays.stream(before.inside()).boxed().collect(Collectors.toSet());
    IntStream.range(100, 500)
        .forEach(row -> assertEquals(heldBefore.contains(row), held.contains(row)));
  }
}
