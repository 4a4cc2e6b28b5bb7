package io.churnflow.runtime;

import io.churnflow.contracts.Receipt;

/// The Airflow task that runs a job.
///
/// @param dag id of its DAG; empty where a person calls the job
/// @param task its id; empty likewise
/// @param tryNumber from 1; 0 where a person calls the job
/// @param mapIndex from 0; -1 where the task is not mapped
public record AirflowTask(String dag, String task, int tryNumber, int mapIndex) {
  /// This very task, as the environment has it.
  ///
  /// @throws UsageException where a number is none
  public static AirflowTask of(Environment environment) {
    return new AirflowTask(
        environment.get("CHURNFLOW_DAG_ID").orElse(""),
        environment.get("CHURNFLOW_TASK_ID").orElse(""),
        number(environment, "CHURNFLOW_TRY_NUMBER", 0),
        number(environment, "CHURNFLOW_MAP_INDEX", -1));
  }

  /// The task that wrote a receipt.
  public static AirflowTask of(Receipt receipt) {
    return new AirflowTask(
        receipt.dagId(), receipt.taskId(), receipt.tryNumber(), receipt.mapIndex());
  }

  private static int number(Environment environment, String variable, int otherwise) {
    String text = environment.get(variable).orElse(String.valueOf(otherwise));
    try {
      return Integer.parseInt(text);
    } catch (NumberFormatException wrong) {
      throw new UsageException(
          "%s: expected a whole number, found '%s'".formatted(variable, text), wrong);
    }
  }
}
