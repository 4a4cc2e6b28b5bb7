package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.pipeline.PerformanceBound;
import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Facts;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Texts;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// The boxes at the head of a pipeline's page: what is in production, and what came last.
///
/// @param seen all that the page shows
record HeadFacts(Watched seen) {

  Element element() {
    return Node.of("div", inProduction(), trained(), lastBatch(), customers(), predictions())
        .classed("facts five");
  }

  private Element inProduction() {
    if (seen.production().isEmpty()) {
      return Facts.fact("In production", "nothing", "no version has been promoted");
    }
    Production production = seen.production().get();
    List<String> details = new ArrayList<>();
    if (!production.algorithm().isEmpty()) {
      details.add(production.algorithm());
    }
    production
        .created()
        .ifPresent(created ->
            details.add(
                "%s old: trained on %s"
                    .formatted(Words.days(created, seen.asOf()), Words.day(created))));
    production
        .since()
        .ifPresent(since ->
            details.add(
                "in production since %s (%s)"
                    .formatted(Words.day(since), Words.days(since, seen.asOf()))));
    return Facts.fact(
        "In production", "version " + production.version(), String.join("; ", details));
  }

  private Element trained() {
    Optional<Production.TrainedOn> rows = seen.production().flatMap(Production::trained);
    return Facts.fact(
        "Trained on",
        rows.map(on -> Texts.count(on.rows()) + " customers").orElse("not known"),
        rows.map(on ->
                "from %s, with %s more held out to measure it; "
                    .formatted(on.input(), Texts.count(on.heldOut())))
                .orElse("")
            + seen.production().flatMap(Production::facts).map(HeadFacts::started).orElse(""));
  }

  private static String started(VersionFacts facts) {
    if (facts.isByIncident()) {
      return "started by itself (why: below)";
    }
    if (!facts.reason().isEmpty()) {
      return "why: " + facts.reason();
    }
    return facts.airflowRun().startsWith("scheduled__") ? "started on schedule" : "started by hand";
  }

  private Element lastBatch() {
    if (seen.batches().isEmpty()) {
      return Facts.fact("Last batch", "none", "nothing has been scored yet");
    }
    WatchedBatch newest = seen.batches().getFirst();
    return Facts.fact(
        "Last batch",
        Words.day(newest.scored().scoredAt()),
        "%s customers, %s predicted to leave; scored by version %d, %s ago"
            .formatted(
                Texts.count(newest.scored().count()),
                Texts.percent(newest.predicted()),
                newest.version(),
                Words.days(newest.scored().scoredAt(), seen.asOf())));
  }

  private Element customers() {
    Optional<WatchedBatch> newest =
        seen.batches().stream().filter(batch -> batch.drift().isPresent()).findFirst();
    return newest
        .map(batch ->
            Facts.fact(
                "The customers",
                Words.customers(batch.drift().orElseThrow().verdict()),
                "the verdict on the batch of %s: %s"
                    .formatted(
                        Words.day(batch.scored().scoredAt()),
                        Words.level(batch.drift().orElseThrow().verdict()))))
        .orElseGet(() -> Facts.fact("The customers", "not known", "no batch has been looked at"));
  }

  private Element predictions() {
    String name = MetricNames.of(seen.metric());
    if (seen.measured().isEmpty()) {
      return Facts.fact(
          "The predictions",
          "not known",
          "no batch's outcomes are known (%s); %s".formatted(name, asked()));
    }
    WatchedBatch newest = seen.measured().get();
    Estimate realised = newest.realised(seen.metric()).orElseThrow();
    return Facts.fact(
        "The predictions",
        "%s %s".formatted(name, Texts.number(realised.value())),
        "%s with 95 %% confidence, of the batch of %s (version %d); %s"
            .formatted(
                Texts.interval(realised),
                Words.day(newest.scored().scoredAt()),
                newest.version(),
                asked()));
  }

  private String asked() {
    PerformanceBound bound = seen.pipeline().monitoring().bound();
    return bound == null
        ? "no bound is set"
        : "%s %s is asked for"
            .formatted(
                bound.metric().higherIsBetter() ? "at least" : "at most",
                Texts.number(bound.minimum()));
  }
}
