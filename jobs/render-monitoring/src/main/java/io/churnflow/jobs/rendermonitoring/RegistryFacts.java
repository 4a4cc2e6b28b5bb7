package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.PastDecision;
import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What the registry knows of a pipeline's model.
///
/// @param asOf when it was asked, ISO-8601 in UTC
/// @param aliases which version each alias names
/// @param versions the newest first
record RegistryFacts(String asOf, Map<String, Integer> aliases, List<VersionFacts> versions) {
  RegistryFacts {
    aliases = Collections.unmodifiableMap(new TreeMap<>(aliases));
    versions = List.copyOf(versions);
  }

  /// A decision, and the version it is on.
  record Decided(int version, PastDecision said) {}

  Optional<VersionFacts> version(int number) {
    return versions.stream().filter(one -> one.version() == number).findFirst();
  }

  /// All decisions, the newest first. A rollback is recorded on both versions; it is told once, of
  /// the one that has left.
  List<Decided> decisions() {
    LinkedHashSet<PastDecision> told = new LinkedHashSet<>();
    return versions.stream()
        .flatMap(version ->
            version.decisions().stream().map(said -> new Decided(about(version, said), said)))
        .sorted(Comparator.comparing((Decided one) -> one.said().when()).reversed())
        .filter(one -> told.add(one.said()))
        .toList();
  }

  private static int about(VersionFacts version, PastDecision said) {
    return said.action().equals("rollback") ? said.from() : version.version();
  }

  /// When a version last went into production, if that is recorded.
  Optional<String> inProductionSince(int version) {
    return decisions().stream()
        .map(Decided::said)
        .filter(said -> said.to() == version && said.from() != version)
        .map(PastDecision::when)
        .findFirst();
  }
}
