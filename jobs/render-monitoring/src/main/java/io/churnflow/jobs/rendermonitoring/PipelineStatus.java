package io.churnflow.jobs.rendermonitoring;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.churnflow.contracts.Estimate;
import io.churnflow.contracts.drift.Level;
import io.churnflow.reporting.html.MetricNames;
import io.churnflow.reporting.html.Texts;
import io.churnflow.runtime.archive.DriftEntry;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// A pipeline in a few words, `monitoring/<pipeline>.json`: its row among all pipelines, and what
/// the registry knew when it last answered, for a page that is made while it is away.
///
/// @param format version of the file's format, 1
/// @param pipeline its name
/// @param asOf when its page was made, ISO-8601 in UTC
/// @param answer is all well
/// @param version in production; null for none
/// @param trained when that was trained, ISO-8601 in UTC; null where it is not known
/// @param lastBatch when the newest batch was scored, likewise; null for none
/// @param drift the newest verdict on customers; null for none
/// @param realised the newest realised metric in words; null where nothing is known
/// @param lastDecision the newest decision in words; null for none
/// @param registry what the registry knew; null where it has never answered
/// @param missingSince since when it has not answered, ISO-8601 in UTC; null where it has
@JsonInclude(JsonInclude.Include.NON_NULL)
record PipelineStatus(
    int format,
    String pipeline,
    String asOf,
    Answer answer,
    @Nullable Integer version,
    @Nullable String trained,
    @Nullable String lastBatch,
    @Nullable Level drift,
    @Nullable String realised,
    @Nullable String lastDecision,
    @Nullable RegistryFacts registry,
    @Nullable String missingSince) {
  private static final int FORMAT = 1;

  static PipelineStatus of(Watched seen, Answer answer) {
    return new PipelineStatus(
        FORMAT,
        seen.pipeline().name(),
        seen.asOf(),
        answer,
        seen.production().map(Production::version).orElse(null),
        seen.production().flatMap(Production::created).orElse(null),
        seen.batches().stream().map(batch -> batch.scored().scoredAt()).findFirst().orElse(null),
        seen.batches().stream()
            .flatMap(batch -> batch.drift().stream())
            .map(DriftEntry::verdict)
            .findFirst()
            .orElse(null),
        realised(seen).orElse(null),
        decision(seen).orElse(null),
        seen.registry().orElse(null),
        seen.missingSince().orElse(null));
  }

  private static Optional<String> realised(Watched seen) {
    return seen.measured()
        .flatMap(batch -> batch.realised(seen.metric()))
        .map(Estimate::value)
        .map(value -> "%s %s".formatted(MetricNames.of(seen.metric()), Texts.number(value)))
        .map(words ->
            Optional.ofNullable(seen.pipeline().monitoring().bound())
                .map(bound -> "%s (bound %s)".formatted(words, Texts.number(bound.minimum())))
                .orElse(words));
  }

  private static Optional<String> decision(Watched seen) {
    return seen.registry().stream()
        .flatMap(facts -> facts.decisions().stream())
        .findFirst()
        .map(decided ->
            "%s: version %d %s"
                .formatted(
                    Words.day(decided.said().when()),
                    decided.version(),
                    DecisionsSection.what(decided.said())));
  }
}
