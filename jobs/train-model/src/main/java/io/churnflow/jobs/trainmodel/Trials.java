package io.churnflow.jobs.trainmodel;

import io.churnflow.contracts.SearchSummary;
import io.churnflow.contracts.TrialTable;
import io.churnflow.contracts.pipeline.Training;
import io.churnflow.learning.CrossFit;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FoldFits;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;
import io.churnflow.learning.search.RandomSearch;
import io.churnflow.learning.search.Trial;
import io.churnflow.runtime.Progress;
import io.churnflow.runtime.RunOptions;
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
  private final Instant started = Instant.now();
  private final List<String> seconds = new ArrayList<>();

  Trials(Training training, RandomSearch search, RunOptions run, String algorithm) {
    this.training = training;
    this.search = search;
    this.run = run;
    this.algorithm = algorithm;
  }

  RandomSearch.Found run(FeatureTable features, byte[] labels, FoldChoice choice, Workers workers) {
    Learner first = search.learners().getFirst();
    int count = search.learners().size();
    Progress progress =
        count > 1
            ? run.progress(algorithm + ": trials", count)
            : run.progress(algorithm + ": steps fitted", CrossFit.steps(first, training.folds()));
    FitContext context =
        new FitContext(
            training.seed(),
            workers,
            count > 1 ? io.churnflow.learning.Progress.none() : progress::step,
            choice.parting());
    FoldFits fits = new FoldFits(first.prepare(features, workers), labels, choice.folds(), context);
    RandomSearch.Found found =
        search.run(
            fits,
            this::timeIsUp,
            trial -> {
              seconds.add(String.format(Locale.ROOT, "%.2f", elapsed().toMillis() / 1000.0));
              if (count > 1) {
                progress.step();
              }
            });
    warnOfACut(found);
    return found;
  }

  private Duration elapsed() {
    return Duration.between(started, Instant.now());
  }

  private boolean timeIsUp() {
    return elapsed().compareTo(Duration.ofMinutes(training.search().minutes())) >= 0;
  }

  private void warnOfACut(RandomSearch.Found found) {
    if (isCutShort(found)) {
      run.messages()
          .warn(
              "%s: the search was cut short after %d of %d trials by its budget of %d minutes: another machine may choose other parameters"
                  .formatted(
                      algorithm,
                      found.trials().size(),
                      search.learners().size(),
                      training.search().minutes()));
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
        training.search().trials(),
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
