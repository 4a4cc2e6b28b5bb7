package io.churnflow.jobs.infercontract;

import io.churnflow.contracts.pipeline.Target;

/// Which columns are not features.
///
/// @param id the column that tells rows apart
/// @param target the column to predict
record Roles(String id, Target target) {

  boolean has(String column) {
    return id.equals(column) || target.column().equals(column);
  }
}
