package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;

class AirflowTaskTest {
  private static AirflowTask of(Map<String, String> variables) {
    return AirflowTask.of(new Environment(variables));
  }

  @Test
  void readsTheTaskFromTheEnvironment() {
    assertEquals(
        new AirflowTask("small_training", "train_model", 2, 1),
        of(
            Map.of(
                "CHURNFLOW_DAG_ID", "small_training",
                "CHURNFLOW_TASK_ID", "train_model",
                "CHURNFLOW_TRY_NUMBER", "2",
                "CHURNFLOW_MAP_INDEX", "1")));
  }

  @Test
  void isNoneWhereAPersonCallsTheJob() {
    assertEquals(new AirflowTask("", "", 0, -1), of(Map.of("CHURNFLOW_TRY_NUMBER", "")));
  }

  @Test
  void refusesATryThatIsNoNumber() {
    UsageException refused =
        assertThrows(UsageException.class, () -> of(Map.of("CHURNFLOW_TRY_NUMBER", "two")));
    assertEquals(
        "CHURNFLOW_TRY_NUMBER: expected a whole number, found 'two'", refused.getMessage());
  }
}
