package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.NothingToDoException;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.Result;
import io.churnflow.runtime.RunHistory;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.archive.LabelStore;
import io.churnflow.runtime.archive.PerformanceEntry;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Holds past predictions against what has become of the customers, and estimates how they do where
/// that is not known yet. It changes no model: what is too bad is said, for others to act upon.
public final class MonitorPerformance implements Job {
  static final String JSON = "performance.json";
  static final String PAGE = "performance.html";

  private final Options options =
      new Options("monitor-performance", "Measures how past predictions have done.");
  private final RunOptions run = options.run();

  private final Option<String> labels =
      options.optional(
          "--labels",
          String.class,
          "CSV of outcomes, under an input root; default: the pipeline file's.");

  public static void main(String[] args) {
    Job.main(new MonitorPerformance(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws Exception {
    String asOf = new Moment(run.folder()).chosen();
    PredictionArchive.Batches archive =
        PredictionArchive.of(run.folder()).batches(run.messages()::warn);
    List<ScoredBatch> archived = archived(archive, asOf);
    LabelStore store = LabelStore.of(run.folder());
    List<LabelStore.Kept> kept =
        store.receivedBy(asOf, run.messages()::warn).stream()
            .flatMap(file -> store.readable(file, run.messages()::warn).stream())
            .toList();
    List<LabelStore.Received> received = kept.stream().map(LabelStore.Kept::received).toList();
    Optional<GivenLabels> given = GivenLabels.find(run, labels);
    Step step = step(asOf, archived).configuredBy(archive.damaged());
    received.forEach(file -> step.fact("outcomes " + file.sha256(), file.sha256()));
    given.ifPresent(file -> step.fact("outcomes " + file.sha256(), file.sha256()));
    Outcome outcome =
        step.publish(output -> {
          List<LabelStore.Kept> known = new ArrayList<>(kept);
          if (given.isPresent() && given.get().isNew(received)) {
            known.add(given.get().read(run, asOf, output));
          }
          return look(new Looking(run, archived, archive.damaged(), asOf), known, output);
        });
    GivenLabels.keep(store, step.target());
    Performance found = Json.read(step.target().resolve(JSON), Performance.class);
    new RunHistory<>(run.folder(), PerformanceEntry.KIND, PerformanceEntry.class)
        .add(PerformanceEntry.of(run.folder(), found));
    new PerformanceLog(run, step, found)
        .write()
        .ifPresent(warning -> outcome.result().withArray("warnings").add(warning));
    return outcome;
  }

  /// The batches that were scored by then, the newest first.
  private List<ScoredBatch> archived(PredictionArchive.Batches archive, String asOf) {
    List<ScoredBatch> archived =
        archive.whole().stream().filter(batch -> batch.scoredAt().compareTo(asOf) <= 0).toList();
    if (archived.isEmpty() && !archive.damaged().isEmpty()) {
      throw new DataException(
          "predictions/%s: expected a batch that can be read, found none of %d"
              .formatted(run.folder().pipeline(), archive.damaged().size()));
    }
    if (archived.isEmpty()) {
      throw new NothingToDoException(
          "no archived batch of %s: nothing has been scored".formatted(run.folder().pipeline()));
    }
    return archived;
  }

  private Step step(String asOf, List<ScoredBatch> archived) {
    Pipeline pipeline = run.pipeline();
    Step step =
        run.step("monitor-performance")
            .configuredBy(
                pipeline.name(),
                pipeline.description(),
                pipeline.monitoring(),
                pipeline.contract().id(),
                pipeline.contract().target(),
                pipeline.contract().csv(),
                pipeline.training().seed(),
                pipeline.training().metric(),
                pipeline.gate().margin(),
                asOf);
    archived.forEach(each -> step.fact("batch " + each.batch(), Digests.sha256(Json.line(each))));
    return step;
  }

  private Result look(Looking looking, List<LabelStore.Kept> known, Output output)
      throws IOException {
    Performance performance = looking.performance(known);
    output.json(JSON, performance);
    output.bytes(PAGE, new Report(run.pipeline(), performance).page().bytes());
    Reported.odd(performance).forEach(run.messages()::warn);
    return Reported.of(performance);
  }
}
