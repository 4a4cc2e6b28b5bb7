package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.monitoring.ArmComparison;
import io.churnflow.contracts.monitoring.BatchPerformance;
import io.churnflow.contracts.monitoring.Performance;
import io.churnflow.contracts.monitoring.ScoredBatch;
import io.churnflow.contracts.monitoring.VersionPerformance;
import io.churnflow.contracts.pipeline.Monitoring;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.Workers;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Progress;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.archive.Days;
import io.churnflow.runtime.archive.LabelBook;
import io.churnflow.runtime.archive.LabelStore;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/// Looks at past batches with all outcomes, one batch in memory at a time.
final class Looking {
  private final RunOptions run;
  private final Monitoring monitoring;
  private final Window window;
  private final String asOf;
  private final LabelBook book;
  private final List<String> damaged;
  private long withheld;

  /// @param archived every batch, the newest first
  /// @param damaged names of those of which nothing can be told: outcomes without a batch may be
  ///   theirs, and are not used
  /// @param asOf what is known up to here, ISO-8601 in UTC
  Looking(RunOptions run, List<ScoredBatch> archived, List<String> damaged, String asOf) {
    this.run = run;
    this.damaged = damaged;
    this.monitoring = run.pipeline().monitoring();
    this.window = Window.of(archived, monitoring, asOf);
    this.asOf = asOf;
    this.book = new LabelBook(archived, monitoring.labels().dueDays());
  }

  /// @param known all outcomes, by the files that they came from
  /// @throws DataException where no batch can be read
  Performance performance(List<LabelStore.Kept> known) throws IOException {
    known.forEach(file -> file.labels().forEach(book::add));
    withhold();
    Judge judge = new Judge(monitoring.bound(), monitoring.minimumPositives());
    try (Workers workers = new Workers(run.threads())) {
      Contests contests = contests(workers);
      Measuring measuring =
          new Measuring(
              judge,
              monitoring.minimumPositives(),
              run.pipeline().training().seed(),
              Days.of(asOf),
              contests,
              workers);
      Joining joining =
          new Joining(
              PredictionArchive.of(run.folder()),
              book,
              monitoring.labels(),
              text -> run.messages().warn(text));
      List<BatchPerformance> measured = measured(joining, measuring);
      return performance(
          judge, measured, measuring.versions(), joining, known, contests.compared());
    }
  }

  private void withhold() {
    if (!damaged.isEmpty()) {
      withheld = book.giveUpLoose();
      run.messages()
          .warn(
              "outcomes that say of no batch may be about a damaged one, and are not used: "
                  + withheld);
    }
  }

  private Contests contests(Workers workers) {
    Pipeline pipeline = run.pipeline();
    return new Contests(
        window.looked().getFirst(),
        monitoring.metric(pipeline.training()),
        pipeline.gate().margin(),
        monitoring.minimumPositives(),
        pipeline.training().seed(),
        workers);
  }

  private List<BatchPerformance> measured(Joining joining, Measuring measuring) throws IOException {
    List<ScoredBatch> batches = window.looked();
    Progress progress = run.progress("batches", batches.size());
    List<BatchPerformance> measured = new ArrayList<>();
    for (ScoredBatch batch : batches) {
      joining.joined(batch).map(measuring::batch).ifPresent(measured::add);
      progress.step();
    }
    if (measured.isEmpty()) {
      throw new DataException(
          "predictions/%s: expected a batch that can be read, found none of %d"
              .formatted(run.folder().pipeline(), batches.size()));
    }
    joining.older(window.older());
    return measured;
  }

  private Performance performance(
      Judge judge,
      List<BatchPerformance> measured,
      List<VersionPerformance> versions,
      Joining joining,
      List<LabelStore.Kept> known,
      List<ArmComparison> challengers) {
    Judge.Said said = judge.overall(measured, versions);
    return new Performance(
        Performance.FORMAT,
        run.folder().pipeline(),
        measured.getFirst().version(),
        said.verdict(),
        said.reason(),
        said.worse(),
        monitoring.bound(),
        asOf,
        monitoring.minimumPositives(),
        known.size(),
        known.stream().mapToLong(file -> file.received().unlabelled()).sum(),
        book.unknownBatches(),
        book.untaken(),
        joining.olderOutcomes(),
        withheld + joining.withheldOutcomes(),
        Stream.concat(damaged.stream(), joining.unreadable().stream()).toList(),
        measured,
        versions,
        challengers);
  }
}
