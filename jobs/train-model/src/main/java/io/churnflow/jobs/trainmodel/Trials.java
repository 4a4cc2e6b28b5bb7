package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.SearchSummary;
import io.churnflow.contracts.TrialTable;
import io.churnflow.contracts.pipeline.ModelSpec;
import io.churnflow.contracts.pipeline.Training;
import io.churnflow.learning.CrossFit;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.FoldFits;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.search.RandomSearch;
import io.churnflow.learning.search.Trial;
import io.churnflow.runtime.Progress;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.Shard;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeSet;

/// A candidate's search: runs it within its budget, and tells what came of it.
final class Trials {
  private final Training training;
  private final RandomSearch search;
  private final RunOptions run;
  private final String algorithm;
  private final int asked;
  private final Instant started = Instant.now();
  private final List<String> seconds = new ArrayList<>();

  Trials(Training training, ModelSpec spec, RandomSearch search, RunOptions run) {
    this.training = training;
    this.search = search;
    this.run = run;
    algorithm = spec.algorithm();
    asked = training.trials(spec);
  }

  RandomSearch.Found run(TrainingRows rows, Workers workers) {
    int count = search.learners().size();
    if (count == 1) {
      Learner only = search.learners().getFirst();
      Progress progress =
          run.progress(algorithm + ": steps fitted", CrossFit.steps(only, training.folds()));
      FoldFits fits = fits(rows, workers, progress::step);
      return search.run(fits, this::timeIsUp, this::note);
    }
    Progress progress = run.progress(algorithm + ": trials", count);
    RandomSearch.Found found =
        search.run(
            fits(rows, workers, FitProgress.none()),
            this::timeIsUp,
            trial -> step(trial, progress));
    warnOfACut(found.trials().size(), count);
    return found;
  }

  /// The trials of one part.
  SearchedPart part(Shard part, TrainingRows rows, Workers workers) {
    int from = SearchedPart.begin(part, search.learners().size());
    int to = SearchedPart.end(part, search.learners().size());
    Progress progress = run.progress("%s: trials of part %s".formatted(algorithm, part), to - from);
    List<Trial> trials =
        search.part(
            fits(rows, workers, FitProgress.none()),
            from,
            to,
            this::timeIsUp,
            trial -> step(trial, progress));
    warnOfACut(trials.size(), to - from);
    return new SearchedPart(trials);
  }

  /// Fits the best of trials that were done in parts.
  RandomSearch.Found finish(List<Trial> trials, TrainingRows rows, Workers workers) {
    return search.finish(fits(rows, workers, FitProgress.none()), trials);
  }

  private FoldFits fits(TrainingRows rows, Workers workers, FitProgress progress) {
    FoldChoice choice = rows.choice();
    FitContext context = new FitContext(training.seed(), workers, progress, choice.parting());
    Learner first = search.learners().getFirst();
    return new FoldFits(
        first.prepare(rows.features(), workers), rows.labels(), choice.folds(), context);
  }

  private void step(Trial trial, Progress progress) {
    note(trial);
    progress.step();
  }

  private void note(Trial ended) {
    seconds.add(String.format(Locale.ROOT, "%.2f", elapsed().toMillis() / 1000.0));
  }

  private Duration elapsed() {
    return Duration.between(started, Instant.now());
  }

  private boolean timeIsUp() {
    return elapsed().compareTo(Duration.ofMinutes(training.search().minutes())) >= 0;
  }

  private void warnOfACut(int done, int whole) {
    if (done < whole) {
      run.messages()
          .warn(
              "%s: the search was cut short after %d of %d trials by its budget of %d minutes: another machine may choose other parameters"
                  .formatted(algorithm, done, whole, training.search().minutes()));
    }
  }

  private boolean isCutShort(RandomSearch.Found found) {
    return found.trials().size() < search.learners().size();
  }

  /// Seconds from the start to the end of each trial, for the receipt.
  String seconds() {
    return String.join(" ", seconds);
  }

  SearchSummary summary(RandomSearch.Found found) {
    return new SearchSummary(
        training.metric().label(),
        asked,
        found.trials().size(),
        isCutShort(found),
        found.best().number(),
        found.best().mean(),
        found.best().deviation());
  }

  TrialTable table(RandomSearch.Found found) {
    TreeSet<String> names = new TreeSet<>(found.best().parameters().keySet());
    String metric = training.metric().label();
    List<String> columns =
        new ArrayList<>(List.of("trial", "mean_" + metric, "deviation_" + metric));
    columns.addAll(names);
    return new TrialTable(
        columns, found.trials().stream().map(trial -> row(trial, names)).toList());
  }

  private static List<Object> row(Trial trial, TreeSet<String> names) {
    List<Object> row = new ArrayList<>(List.of(trial.number(), trial.mean(), trial.deviation()));
    names.forEach(name -> row.add(trial.parameters().get(name)));
    return row;
  }
}
