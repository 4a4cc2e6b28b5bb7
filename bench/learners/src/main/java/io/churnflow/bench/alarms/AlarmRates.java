package io.churnflow.bench.alarms;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.contracts.drift.Level;
import io.churnflow.learning.Workers;
import io.churnflow.learning.evaluation.Wilson;
import io.churnflow.learning.onnx.OnnxReader;
import io.churnflow.runtime.Json;
import io.churnflow.simulation.PlannedChange;
import io.churnflow.simulation.Scenario;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/// Counts false and missed alarms over made batches whose truth is known, in one process.
@Command(
    name = "alarm-rates",
    mixinStandardHelpOptions = true,
    description = "Counts false and missed alarms of a model's reference; prints one line of JSON.")
public final class AlarmRates implements Callable<Integer> {
  private static final int YEAR = 12;
  private static final int WINDOW = 2;
  private static final Incidents POLICY = new Incidents(2, 3);

  @Option(names = "--model", required = true, description = "model.onnx")
  private Path model = Path.of("model.onnx");

  @Option(names = "--reference", required = true, description = "drift_reference.json")
  private Path reference = Path.of("drift_reference.json");

  @Option(names = "--rows", description = "of a batch; default: ${DEFAULT-VALUE}")
  private int rows = 4000;

  @Option(names = "--batches", description = "unchanged ones; default: ${DEFAULT-VALUE}")
  private int batches = 1000;

  @Option(names = "--years", description = "unchanged ones; default: ${DEFAULT-VALUE}")
  private int years = 300;

  @Option(names = "--trials", description = "of each change; default: ${DEFAULT-VALUE}")
  private int trials = 100;

  @Option(names = "--bound", description = "least PR-AUC; default: ${DEFAULT-VALUE}")
  private double bound = 0.6;

  /// Runs the counting.
  public static void main(String[] args) {
    System.exit(new CommandLine(new AlarmRates()).execute(args));
  }

  @Override
  public Integer call() throws IOException {
    Watch watch =
        new Watch(
            OnnxReader.read(Files.readAllBytes(model)),
            Json.read(reference, DriftReference.class),
            rows,
            bound);
    ObjectNode told = Json.object();
    told.put("rows", rows).put("bound", bound);
    try (Workers workers = new Workers(Runtime.getRuntime().availableProcessors())) {
      told.set("batches", batches(watch, workers));
      told.set("years", years(watch, workers));
      told.set("below", below(watch, workers));
      ArrayNode changes = told.putArray("changes");
      for (PlannedChange change : PlannedChange.values()) {
        changes.add(change(watch, change, workers));
      }
    }
    System.out.println(Json.line(told));
    return 0;
  }

  /// How many of the unchanged batches had which verdict.
  private ObjectNode batches(Watch watch, Workers workers) {
    Scenario unchanged = new Scenario(1, Map.of());
    List<Level> verdicts = workers.map(batches, batch -> watch.drift(unchanged, batch + 1));
    ObjectNode counts = Json.object().put("total", batches);
    for (Level level : Level.values()) {
      long found = verdicts.stream().filter(level::equals).count();
      counts.put(Json.tree(level).asText(), found);
    }
    return counts;
  }

  /// In how many unchanged years a training would have been started.
  private ObjectNode years(Watch watch, Workers workers) {
    List<Boolean> alarms =
        workers.map(
            years,
            year -> {
              Scenario unchanged = new Scenario(1000 + year, Map.of());
              List<Level> verdicts =
                  IntStream.rangeClosed(1, YEAR)
                      .mapToObj(month -> watch.drift(unchanged, month))
                      .toList();
              return POLICY.first(verdicts) >= 0;
            });
    return counted(alarms.stream().filter(alarm -> alarm).count(), years);
  }

  /// How many unchanged batches' predictions were called below the bound.
  private ObjectNode below(Watch watch, Workers workers) {
    Scenario unchanged = new Scenario(2, Map.of());
    long alarms =
        IntStream.rangeClosed(1, trials)
            .filter(month -> watch.below(unchanged, month, workers))
            .count();
    return counted(alarms, trials);
  }

  /// How often a change starts a training within two batches, and by which of the two ways.
  private ObjectNode change(Watch watch, PlannedChange change, Workers workers) {
    boolean unseen = change == PlannedChange.CHANGED_RELATION;
    List<Boolean> found = new ArrayList<>();
    if (unseen) {
      for (int trial = 0; trial < trials; trial++) {
        Scenario scenario = scenario(change, trial);
        found.add(watch.below(scenario, 1, workers) || watch.below(scenario, 2, workers));
      }
    } else {
      found.addAll(workers.map(trials, trial -> drifts(watch, scenario(change, trial))));
    }
    return counted(found.stream().filter(one -> one).count(), trials)
        .put("change", change.label())
        .put("meaning", change.meaning())
        .put("by", unseen ? "performance" : "drift");
  }

  private static Scenario scenario(PlannedChange change, int trial) {
    return new Scenario(5000 + trial, Map.of(change, 1));
  }

  private static boolean drifts(Watch watch, Scenario scenario) {
    List<Level> verdicts =
        IntStream.rangeClosed(1, WINDOW).mapToObj(month -> watch.drift(scenario, month)).toList();
    return POLICY.first(verdicts) >= 0;
  }

  private static ObjectNode counted(long count, int of) {
    Estimate share = Wilson.interval(count, of);
    ObjectNode counted = Json.object();
    counted.put("count", count).put("of", of);
    return counted.put("low", share.low()).put("high", share.high());
  }
}
