package io.churnflow.runtime.mlflow;

import io.churnflow.contracts.Receipt;
import io.churnflow.runtime.Environment;
import io.churnflow.runtime.RunOptions;
import java.util.Map;
import java.util.TreeMap;

/// Tags that lead from an MLflow run back to the Airflow task and to the commit.
public final class AirflowTags {
  private static final String PREFIX = "churnflow.airflow.";

  private AirflowTags() {}

  /// Of this very task.
  public static Map<String, String> ofThisTask(RunOptions run, String commit) {
    Environment environment = run.environment();
    return tags(
        run,
        commit,
        environment.get("CHURNFLOW_DAG_ID").orElse(""),
        environment.get("CHURNFLOW_TASK_ID").orElse(""),
        environment.get("CHURNFLOW_TRY_NUMBER").orElse("0"),
        environment.get("CHURNFLOW_MAP_INDEX").orElse("-1"));
  }

  /// Of the task that wrote a receipt.
  public static Map<String, String> of(RunOptions run, Receipt receipt) {
    return tags(
        run,
        receipt.commit(),
        receipt.dagId(),
        receipt.taskId(),
        Integer.toString(receipt.tryNumber()),
        Integer.toString(receipt.mapIndex()));
  }

  private static Map<String, String> tags(
      RunOptions run, String commit, String dag, String task, String tryNumber, String mapIndex) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(Tags.PIPELINE, run.folder().pipeline());
    tags.put(PREFIX + "dag_id", dag);
    tags.put(PREFIX + "run_id", run.folder().runId());
    tags.put(PREFIX + "task_id", task);
    tags.put(PREFIX + "try_number", tryNumber);
    tags.put(PREFIX + "map_index", mapIndex);
    tags.put(Tags.COMMIT, commit);
    tags.put("mlflow.source.git.commit", commit);
    tags.put("mlflow.source.type", "JOB");
    tags.put("mlflow.source.name", dag.isEmpty() ? run.folder().pipeline() : dag);
    tags.put("mlflow.user", run.pipeline().owner());
    return tags;
  }
}
