package io.churnflow.contracts;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What may differ between two runs of the same work: times, tries, versions. Never compared.
///
/// @param receipt version of this record, 1
/// @param step the step's name
/// @param key the map key, or empty
/// @param pipeline the pipeline's name
/// @param runId the Airflow run id
/// @param dagId the Airflow DAG id, or empty outside Airflow
/// @param taskId the Airflow task id, or empty
/// @param tryNumber the try, from 1; 0 outside Airflow
/// @param mapIndex index of a mapped task, -1 for none
/// @param started ISO-8601 instant, UTC
/// @param finished ISO-8601 instant, UTC
/// @param jobVersion the jar's version
/// @param commit the git commit the jar was built from, or `unknown`
/// @param notes further facts, such as MLflow ids
public record Receipt(
    int receipt,
    String step,
    String key,
    String pipeline,
    String runId,
    String dagId,
    String taskId,
    int tryNumber,
    int mapIndex,
    String started,
    String finished,
    String jobVersion,
    String commit,
    Map<String, String> notes) {

  /// The version written by this code.
  public static final int VERSION = 1;

  public Receipt {
    notes = Collections.unmodifiableMap(new TreeMap<>(notes));
  }
}
