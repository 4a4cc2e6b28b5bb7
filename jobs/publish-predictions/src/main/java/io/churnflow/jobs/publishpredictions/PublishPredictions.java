package io.churnflow.jobs.publishpredictions;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.ChosenModel;
import io.churnflow.contracts.monitoring.ScoredPart;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Quarantine;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.RunTables;
import io.churnflow.runtime.Shard;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;

/// Puts together what predict has scored in parts, in the table's order, and publishes it: however
/// many parts there were, the files are the same. It asks neither MLflow nor a model.
public final class PublishPredictions implements Job {
  static final String PREDICTIONS = "predictions.csv";

  private static final List<String> QUARANTINES =
      List.of("load-data/" + Quarantine.FILE, "validate-data/" + Quarantine.FILE);

  private final Options options =
      new Options(
          "publish-predictions",
          "Puts the scored parts of a table together and publishes predictions.csv.");
  private final RunOptions run = options.run();

  private final Option<Integer> shards =
      options.option(
          "--shards", 1, "How many parts the table was scored in, 1 to 1000; default: 1.");

  public static void main(String[] args) {
    Job.main(new PublishPredictions(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    Step step = run.step("publish-predictions");
    String table = RunTables.checkedWhole(step);
    List<String> quarantines = QUARANTINES.stream().filter(step::readsIfThere).toList();
    List<String> folders = folders();
    for (String folder : folders) {
      step.reads(folder + ScoredPart.ARMS, folder + ScoredPart.HEADER);
      step.readsWhileChecking(folder + ScoredPart.LINES, folder + ScoredPart.ROWS);
    }
    ScoredPart scored = scored(step, folders);
    expectAll(step, scored);
    ChosenModel choice = Json.read(run.folder().resolve(ChosenModel.FILE), ChosenModel.class);
    Outcome outcome =
        step.publish(output -> {
          Parts parts = new Parts(folders.stream().map(step::file).toList());
          parts.joinLines(output.path(PREDICTIONS));
          parts.joinRows(output.path(PredictionArchive.ROWS), scored);
          long aside = copy(quarantines.stream().map(step::file).toList(), output);
          return Result.rows(scored.count())
              .with("model_version", choice.production().version())
              .with("predictions", Publication.relative(run))
              .with("positives", scored.positives())
              .with("threshold", scored.arms().getFirst().threshold())
              .with("arms", scored.arms())
              .with("shards", folders.size())
              .with("resolved", choice.resolved())
              .with("put_aside", aside);
        });
    JsonNode loaded = Json.read(step.file("load-data/result.json"), JsonNode.class);
    new Publication(run, step, table).publish(choice, loaded, scored);
    return outcome;
  }

  /// The parts' folders in the run's, in the table's order.
  private List<String> folders() {
    int number = shards.value();
    if (number < 1 || number > Shard.MOST) {
      throw shards.refuse("expected 1 to %d, found %d".formatted(Shard.MOST, number));
    }
    return IntStream.rangeClosed(1, number)
        .mapToObj(part -> "%s/%s/".formatted(ScoredPart.STEP, new Shard(part, number).key()))
        .toList();
  }

  private static ScoredPart scored(Step step, List<String> folders) {
    List<ScoredPart> parts =
        folders.stream()
            .map(folder -> Json.read(step.file(folder + ScoredPart.ARMS), ScoredPart.class))
            .toList();
    try {
      return ScoredPart.sum(parts);
    } catch (IllegalArgumentException others) {
      throw new UsageException(
          "the parts of the table: expected them to be scored by the same versions: %s; run predict of this run again"
              .formatted(others.getMessage()),
          others);
    }
  }

  /// However the table was dealt out: a file that lacks customers must not be published.
  private static void expectAll(Step step, ScoredPart scored) {
    long checked =
        Json.read(step.file("validate-data/result.json"), JsonNode.class).path("rows").asLong();
    if (scored.count() != checked) {
      throw new IllegalStateException(
          "the parts of the table: expected the %d rows that validate-data has let through, found %d"
              .formatted(checked, scored.count()));
    }
  }

  /// Puts all rows that are not scored into one file, where there are any.
  ///
  /// @return how many they are
  private static long copy(List<Path> quarantines, Output output) throws IOException {
    if (quarantines.isEmpty()) {
      return 0;
    }
    try (Quarantine all = Quarantine.create(output.path(Quarantine.FILE))) {
      Quarantine.read(quarantines, all::add);
      return all.rows();
    }
  }
}
