package io.churnflow.jobs.rendermonitoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.PastDecision;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.mlflow.ModelVersion;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

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

  @ParameterizedTest
  @ValueSource(strings = {"\"when\":\"\",", "\"when\":\"yesterday\",", "\"when\":null,", ""})
  void aDecisionOfNoMomentTakesNoPageWithIt(String when) {
    List<String> warnings = new ArrayList<>();
    String tag = "{%s\"who\":\"ada\",\"action\":\"promote\",\"from\":0,\"to\":3}".formatted(when);
    VersionFacts facts =
        new RegistryLook("small", Examples.NOW, warnings::add)
            .of(version(Map.of("churnflow.decision.1", tag)));
    assertEquals(List.of(), facts.decisions());
    assertEquals(1, warnings.size());
    assertTrue(warnings.getFirst().contains("tag churnflow.decision.1"), warnings.getFirst());
    assertTrue(warnings.getFirst().contains("when: expected a moment"), warnings.getFirst());
  }

  @Test
  void aDecisionThatSaysLittleIsOnThePage() {
    List<String> warnings = new ArrayList<>();
    String tag = "{\"when\":\"2026-02-12T04:00:00Z\",\"from\":0,\"to\":3}";
    VersionFacts facts =
        new RegistryLook("small", Examples.NOW, warnings::add)
            .of(version(Map.of("churnflow.decision.1", tag)));
    Watched usual = Examples.seen(Examples.pipeline(""), List.of());
    Watched seen =
        new Watched(
            usual.pipeline(),
            usual.asOf(),
            usual.production(),
            List.of(),
            List.of(),
            false,
            Optional.of(new RegistryFacts(Examples.NOW, Map.of("production", 4), List.of(facts))),
            Optional.empty());
    Answer answer = Answer.of(seen);
    Links nowhere = new Links(Optional.empty(), Optional.empty());
    byte[] page = new PipelinePage(seen, answer, nowhere).page().bytes();
    assertTrue(new String(page, StandardCharsets.UTF_8).contains("2026-02-12 04:00"));
    assertEquals("2026-02-12: version 4 ", PipelineStatus.of(seen, answer).lastDecision());
    assertEquals(List.of(), warnings);
  }

  private static ModelVersion version(Map<String, String> tags) {
    return new ModelVersion("small", 4, "run", "models:/m", 1_770_000_000_123L, "None", tags);
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
