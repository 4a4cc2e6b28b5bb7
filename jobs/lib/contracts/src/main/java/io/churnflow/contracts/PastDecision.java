package io.churnflow.contracts;

import org.jspecify.annotations.Nullable;

/// A decision on a version as the registry keeps it, tags `churnflow.decision.<n>`: who, when, from
/// which run, what and why.
///
/// @param who a user name, `automatic`, `gate` or `unknown`
/// @param when ISO-8601, UTC, of the first try
/// @param run name of the run's folder, which no two Airflow runs share
/// @param airflowRun the Airflow run id
/// @param dag the Airflow DAG, or empty
/// @param action what was done: `promote`, `refuse`, `rollback`, `challenge` or `withdraw`
/// @param verdict what the gate had said
/// @param why in words
/// @param from the version in production before, 0 for none
/// @param to the version in production afterwards, 0 for none
public record PastDecision(
    String who,
    String when,
    String run,
    String airflowRun,
    String dag,
    String action,
    Verdict verdict,
    String why,
    int from,
    int to) {

  /// People can write into tags, so a text that is left out is an empty one.
  ///
  /// @throws IllegalArgumentException where `when` is no moment
  public PastDecision {
    who = who == null ? "unknown" : who;
    when = Moments.expect("when", when);
    run = orEmpty(run);
    airflowRun = orEmpty(airflowRun);
    dag = orEmpty(dag);
    action = orEmpty(action);
    why = orEmpty(why);
  }

  private static String orEmpty(@Nullable String text) {
    return text == null ? "" : text;
  }
}
