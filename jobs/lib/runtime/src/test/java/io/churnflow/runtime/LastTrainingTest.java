package io.churnflow.runtime;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import org.junit.jupiter.api.Test;

class LastTrainingTest {
  private static LastTraining of(String outcomes, String runId) {
    return new LastTraining("1", outcomes, "2", Map.of("train-model", "3"), runId);
  }

  @Test
  void isAnotherWhereOutcomesHaveComeAndTheSameInAnyRun() {
    assertTrue(of("known", "a").sameAs(of("known", "b")));
    assertFalse(of("known", "a").sameAs(of("more is known", "a")));
    assertFalse(of("", "a").sameAs(of("known", "a")));
  }

  @Test
  void ofAnOlderFileWithoutOutcomesUsedNone() {
    byte[] older =
        """
        {"input_sha256": "1", "configuration": "2", "code": {"train-model": "3"}, "run_id": "a"}
        """
            .getBytes(StandardCharsets.UTF_8);
    assertEquals(of("", "a"), Json.parse(older, LastTraining.class, "last-training.json"));
  }
}
