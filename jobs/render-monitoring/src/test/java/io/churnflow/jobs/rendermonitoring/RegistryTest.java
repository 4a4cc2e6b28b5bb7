package io.churnflow.jobs.rendermonitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.PastDecision;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.mlflow.ModelVersion;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class RegistryTest {
  private static final PastDecision BACK =
      Examples.decision("2026-02-12T04:00:00Z", "rollback", 3, 2);

  @Test
  void decisionsAreToldTheNewestFirstAndARollbackOnce() {
    RegistryFacts facts =
        new RegistryFacts(
            Examples.NOW,
            Map.of("production", 2),
            List.of(
                Examples.version(
                    3, Examples.decision("2026-02-10T04:00:00Z", "promote", 2, 3), BACK),
                Examples.version(
                    2, Examples.decision("2026-02-02T04:00:00Z", "promote", 0, 2), BACK)));
    assertEquals(
        List.of("3 rollback", "3 promote", "2 promote"),
        facts.decisions().stream().map(one -> one.version() + " " + one.said().action()).toList());
    assertEquals(Optional.of("2026-02-12T04:00:00Z"), facts.inProductionSince(2));
    assertEquals(Optional.of("2026-02-10T04:00:00Z"), facts.inProductionSince(3));
  }

  @Test
  void aTagThatIsNoDecisionIsLeftOutWithAWarning() {
    List<String> warnings = new ArrayList<>();
    ModelVersion version =
        new ModelVersion(
            "small",
            4,
            "run",
            "models:/m",
            1_770_000_000_123L,
            "None",
            Map.of(
                "churnflow.decision.1", "looks good to me",
                "churnflow.decision.2", Json.line(BACK),
                "churnflow.reason", "new tariffs"));
    VersionFacts facts = new RegistryLook("small", Examples.NOW, warnings::add).of(version);
    assertEquals(List.of(BACK), facts.decisions());
    assertEquals("2026-02-02T02:40:00Z", facts.created());
    assertEquals("new tariffs", facts.reason());
    assertEquals(1, warnings.size());
    assertTrue(warnings.getFirst().contains("churnflow.decision.1"), warnings.getFirst());
  }
}
