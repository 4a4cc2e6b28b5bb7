package io.churnflow.jobs.generatedata;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.SplitMix64;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.runtime.Json;
import io.churnflow.simulation.CustomerTable;
import io.churnflow.simulation.PlannedChange;
import io.churnflow.simulation.Scenario;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/// The files of a scenario: `customers.csv` with the target, and for each month `month-01.csv`
/// without it and `month-01-outcomes.csv` with the id and the target, and `plan.json`.
record YearFolder(Scenario scenario, int months, int rows, int trainingRows, double late) {
  private static final CSVFormat CSV = CSVFormat.DEFAULT.builder().setRecordSeparator('\n').get();

  /// @throws IOException where the disk is full
  void write(Path folder) throws IOException {
    write(folder.resolve("customers.csv"), scenario.month(0, trainingRows).table().columns());
    ObjectNode plan = Json.object();
    plan.put("seed", scenario.seed()).put("late", late);
    ArrayNode listed = plan.putArray("months");
    Table before = new Table(List.of(), 0);
    for (int month = 1; month <= months; month++) {
      Scenario.Month made = scenario.month(month, rows);
      String batch = "month-%02d.csv".formatted(month);
      String outcomes = "month-%02d-outcomes.csv".formatted(month);
      List<Column> columns = new ArrayList<>(made.table().columns());
      columns.removeIf(column -> column.name().equals(CustomerTable.TARGET));
      write(folder.resolve(batch), columns);
      write(folder.resolve(outcomes), known(month, made.table(), before));
      before = made.table();
      listed.add(described(month, made).put("batch", batch).put("outcomes", outcomes));
    }
    Files.write(folder.resolve("plan.json"), Json.bytes(plan));
  }

  /// What becomes known of a month's customers, and late of those of the month before.
  private List<Column> known(int month, Table now, Table before) {
    Table intime = outcomes(now, row -> !isLate(month, row));
    if (before.rows() == 0) {
      return intime.columns();
    }
    return below(intime, outcomes(before, row -> isLate(month - 1, row)));
  }

  private boolean isLate(int month, int row) {
    long drawn = SplitMix64.mix(SplitMix64.mix(~scenario.seed(), month), row);
    return SplitMix64.unit(drawn) < late;
  }

  private static Table outcomes(Table table, IntPredicate chosen) {
    int[] rows = IntStream.range(0, table.rows()).filter(chosen).toArray();
    List<Column> both = List.of(table.column(CustomerTable.ID), table.column(CustomerTable.TARGET));
    return new Table(both, table.rows()).select(rows);
  }

  private static List<Column> below(Table first, Table second) {
    List<Column> joined = new ArrayList<>();
    for (Column column : first.columns()) {
      String[] texts =
          Stream.of(column, second.column(column.name()))
              .flatMap(part -> Arrays.stream(part.texts()))
              .toArray(String[]::new);
      joined.add(new TextColumn(column.name(), texts));
    }
    return joined;
  }

  private ObjectNode described(int month, Scenario.Month made) {
    CategoryColumn target = (CategoryColumn) made.table().column(CustomerTable.TARGET);
    long left = Arrays.stream(target.texts()).filter("Yes"::equals).count();
    ObjectNode described = Json.object();
    described.put("month", month).put("rows", rows).put("left", left);
    described.put("mean_risk", Arrays.stream(made.risks()).average().orElse(Double.NaN));
    ArrayNode changes = described.putArray("changes");
    for (PlannedChange change : scenario.setIn(month)) {
      changes.add(change.label());
    }
    return described;
  }

  private static void write(Path file, List<Column> columns) throws IOException {
    List<String[]> texts = columns.stream().map(Column::texts).toList();
    try (BufferedWriter writer = Files.newBufferedWriter(file, StandardCharsets.UTF_8);
        CSVPrinter printer = new CSVPrinter(writer, CSV)) {
      printer.printRecord(columns.stream().map(Column::name));
      for (int row = 0; row < columns.getFirst().size(); row++) {
        for (String[] column : texts) {
          printer.print(column[row]);
        }
        printer.println();
      }
    }
  }
}
