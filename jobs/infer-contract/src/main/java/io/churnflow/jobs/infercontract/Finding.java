package io.churnflow.jobs.infercontract;

import java.util.Optional;

/// What is thought of a column that may be a feature.
///
/// @param profile what it holds
/// @param kind what it is taken for
/// @param suspicion why it had better not be one; nothing where it may
record Finding(ColumnProfile profile, ColumnKind kind, Optional<String> suspicion) {

  String name() {
    return profile.name();
  }

  boolean isKept() {
    return suspicion.isEmpty();
  }
}
