package io.churnflow.contracts.pipeline;

import org.jspecify.annotations.Nullable;

/// When Airflow starts the DAGs by itself: cron expressions in UTC, null for never. Airflow checks
/// them.
///
/// @param training of the training DAG
/// @param inference of the inference DAG
/// @param performance of the performance DAG
/// @param monitoring of the monitoring DAG, which also starts when there is something new to see
public record Schedules(
    @Nullable String training,
    @Nullable String inference,
    @Nullable String performance,
    @Nullable String monitoring) {

  /// All by hand.
  static final Schedules NONE = new Schedules(null, null, null, null);
}
