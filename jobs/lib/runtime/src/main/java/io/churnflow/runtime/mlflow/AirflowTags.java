package io.churnflow.runtime.mlflow;

import io.churnflow.contracts.Receipt;
import io.churnflow.runtime.AirflowTask;
import io.churnflow.runtime.RunOptions;
import java.util.Map;
import java.util.TreeMap;

/// Tags that lead from an MLflow run back to the Airflow task and to the commit.
public final class AirflowTags {
  private static final String PREFIX = "churnflow.airflow.";

  private AirflowTags() {}

  /// Of this very task.
  public static Map<String, String> ofThisTask(RunOptions run, String commit) {
    return tags(run, commit, AirflowTask.of(run.environment()));
  }

  /// Of the task that wrote a receipt.
  public static Map<String, String> of(RunOptions run, Receipt receipt) {
    return tags(run, receipt.commit(), AirflowTask.of(receipt));
  }

  private static Map<String, String> tags(RunOptions run, String commit, AirflowTask task) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(Tags.PIPELINE, run.folder().pipeline());
    tags.put(PREFIX + "dag_id", task.dag());
    tags.put(PREFIX + "run_id", run.folder().runId());
    tags.put(PREFIX + "task_id", task.task());
    tags.put(PREFIX + "try_number", Integer.toString(task.tryNumber()));
    tags.put(PREFIX + "map_index", Integer.toString(task.mapIndex()));
    tags.put(Tags.COMMIT, commit);
    tags.put("mlflow.source.git.commit", commit);
    tags.put("mlflow.source.type", "JOB");
    tags.put("mlflow.source.name", task.dag().isEmpty() ? run.folder().pipeline() : task.dag());
    tags.put("mlflow.user", run.pipeline().owner());
    return tags;
  }
}
