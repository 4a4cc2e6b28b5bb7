package io.churnflow.jobs.addoutcomes;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Environment;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Launcher;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.archive.LabelStore;
import io.churnflow.runtime.archive.PredictionArchive;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A shared volume with past batches and outcomes, on which the job is run in this process.
final class Volume {
  private final Path home;
  private final Map<String, String> variables = new TreeMap<>();
  private String err = "";

  Volume(Path home, String pipeline) throws IOException {
    this.home = home;
    variables.put("CHURNFLOW_HOME", home.toString());
    variables.put("CHURNFLOW_PIPELINES", home.toString());
    variables.put("CHURNFLOW_PIPELINE", "small");
    Files.writeString(home.resolve("small.yaml"), pipeline);
  }

  /// A customer as a table has him.
  ///
  /// @param left null in a table without the target
  record Customer(String id, double age, String plan, @Nullable Boolean left) {
    static Customer scored(String id, double age, String plan) {
      return new Customer(id, age, plan, null);
    }
  }

  /// What somebody says of a customer.
  record Said(String id, @Nullable String batch, boolean left) {}

  static Table table(List<Customer> customers, boolean labelled) {
    List<String> plans = customers.stream().map(Customer::plan).distinct().toList();
    List<Column> columns = new ArrayList<>();
    columns.add(new TextColumn("id", customers.stream().map(Customer::id).toArray(String[]::new)));
    columns.add(
        new NumberColumn(
            "age",
            NumberColumn.Kind.INTEGER,
            customers.stream().mapToDouble(Customer::age).toArray()));
    columns.add(
        new CategoryColumn(
            "plan",
            customers.stream().mapToInt(one -> plans.indexOf(one.plan())).toArray(),
            plans));
    if (labelled) {
      int[] left =
          customers.stream().mapToInt(one -> Boolean.TRUE.equals(one.left()) ? 1 : 0).toArray();
      columns.add(new CategoryColumn("left", left, List.of("no", "yes")));
    }
    return new Table(columns, customers.size());
  }

  /// The customers of a table with the target.
  static List<Customer> customers(Table table) {
    double[] ages = ((NumberColumn) table.column("age")).values();
    List<Customer> customers = new ArrayList<>();
    for (int row = 0; row < table.rows(); row++) {
      customers.add(
          new Customer(
              table.column("id").texts()[row],
              ages[row],
              table.column("plan").texts()[row],
              table.column("left").texts()[row].equals("yes")));
    }
    return customers;
  }

  /// A moment so many days ago, ISO-8601 in UTC.
  static String ago(long days) {
    return Instant.now().minus(Duration.ofDays(days)).truncatedTo(ChronoUnit.SECONDS).toString();
  }

  PredictionArchive archive() {
    return PredictionArchive.of(new RunFolder(home, "small", "any"));
  }

  /// Archives a batch as predict does.
  void score(String batch, long daysAgo, List<Customer> customers) throws IOException {
    score(batch, daysAgo, customers, Optional.of(table(customers, false)));
  }

  /// The same with other features, or none.
  void score(String batch, long daysAgo, List<Customer> customers, Optional<Table> features)
      throws IOException {
    Path rows = home.resolve(batch + ".scored");
    int size = customers.size();
    try (TableWriter writer = TableWriter.create(rows, ScoredRows.LAYOUT)) {
      String[] ids = customers.stream().map(Customer::id).toArray(String[]::new);
      Utf8Texts texts = Utf8Texts.of(new TextColumn("id", ids), 0, size);
      writer.add(ScoredRows.ofArm(texts, new double[size], 0.5, 0).table());
      ScoredRows.finish(writer, List.of("production"));
    }
    Path kept = home.resolve(batch + ".features");
    if (features.isPresent()) {
      ArrowTables.write(features.get(), kept);
    }
    ScoredBatch scored =
        new ScoredBatch(
            batch,
            "run of " + batch,
            "small",
            List.of(new ScoredArm("production", 1, "0".repeat(64), 0.5, size, 0, true)),
            "1".repeat(64),
            Digests.of(rows),
            features.isPresent() ? Digests.of(kept) : null,
            ago(daysAgo));
    archive().keep(scored, rows, features.map(table -> kept));
  }

  /// Tells outcomes, as monitor-performance keeps them.
  void tell(long daysAgo, List<Said> said) throws IOException {
    double[] left = said.stream().mapToDouble(each -> each.left() ? 1 : 0).toArray();
    Table table =
        new Table(
            List.of(
                new TextColumn(LabelStore.ID, said.stream().map(Said::id).toArray(String[]::new)),
                new TextColumn(
                    LabelStore.BATCH,
                    said.stream().map(Said::batch).toArray(size -> new @Nullable String[size])),
                new NumberColumn(LabelStore.LEFT, NumberColumn.Kind.BOOLEAN, left)),
            said.size());
    String sha256 = Digests.sha256(daysAgo + said.toString());
    Path file = home.resolve(sha256 + ".labels");
    ArrowTables.write(table, file);
    LabelStore.of(new RunFolder(home, "small", "any"))
        .keep(new LabelStore.Received(sha256, "known.csv", "look", ago(daysAgo), 0), file);
  }

  /// Loads and checks a training's input, which the job does not do.
  void load(String runId, List<Customer> input) {
    variables.put("CHURNFLOW_RUN_ID", runId);
    expect(0, run(new Before("load-data", "table.arrow", table(input, true))));
    expect(0, run(new Before("validate-data", "validation.json", table(List.of(), false))));
  }

  /// Runs the job; its exit code.
  int add(String runId) {
    variables.put("CHURNFLOW_RUN_ID", runId);
    return run(new AddOutcomes());
  }

  /// Loads the input and adds outcomes.
  List<Customer> added(String runId, List<Customer> input) {
    load(runId, input);
    expect(0, add(runId));
    return customers(ArrowTables.read(file(runId, "add-outcomes/" + AddOutcomes.TABLE)));
  }

  Path file(String runId, String relative) {
    return new RunFolder(home, "small", runId).resolve(relative);
  }

  String err() {
    return err;
  }

  private void expect(int expected, int found) {
    if (expected != found) {
      throw new AssertionError("expected exit %d, found %d: %s".formatted(expected, found, err));
    }
  }

  private int run(Job job) {
    ByteArrayOutputStream errors = new ByteArrayOutputStream();
    int code =
        new Launcher(
                new Environment(variables),
                new PrintStream(new ByteArrayOutputStream(), true, StandardCharsets.UTF_8),
                new PrintStream(errors, true, StandardCharsets.UTF_8))
            .run(job);
    err = errors.toString(StandardCharsets.UTF_8);
    return code;
  }

  /// A step before, which leaves one file.
  private static final class Before implements Job {
    private final Options options;
    private final String step;
    private final String file;
    private final Table table;

    Before(String step, String file, Table table) {
      this.options = new Options(step, "Leaves a file.");
      this.step = step;
      this.file = file;
      this.table = table;
    }

    @Override
    public Options options() {
      return options;
    }

    @Override
    public Outcome call() throws Exception {
      options.run().pipeline();
      return options
          .run()
          .step(step)
          .publish(output -> {
            output.table(file, table);
            return Result.rows(table.rows());
          });
    }
  }
}
