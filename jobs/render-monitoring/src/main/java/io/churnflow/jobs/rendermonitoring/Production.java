package io.churnflow.jobs.rendermonitoring;

import java.util.Optional;

/// The version that scores customers.
///
/// @param version its number
/// @param algorithm the learner's name
/// @param facts what the registry knows of it, where it has answered
/// @param since when it went into production, ISO-8601 in UTC, where that is known
/// @param trained what it was trained on, as long as its run's folder is there
record Production(
    int version,
    String algorithm,
    Optional<VersionFacts> facts,
    Optional<String> since,
    Optional<TrainedOn> trained) {

  /// @param input the CSV's name, the past batches, or both
  /// @param rows that it was fitted on
  /// @param heldOut rows that it was measured on
  record TrainedOn(String input, long rows, long heldOut) {}

  Optional<String> created() {
    return facts.map(VersionFacts::created).filter(text -> !text.isEmpty());
  }
}
