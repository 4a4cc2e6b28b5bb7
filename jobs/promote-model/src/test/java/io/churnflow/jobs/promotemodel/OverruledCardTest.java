package io.churnflow.jobs.promotemodel;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Decision;
import io.churnflow.contracts.Verdict;
import io.churnflow.runtime.mlflow.Registry;
import org.junit.jupiter.api.Test;

class OverruledCardTest {
  private static final Decision GATE =
      new Decision(
          "gate",
          "telco",
          3,
          Verdict.REFUSED,
          "pr_auc 0.5 < 0.6",
          "pr_auc",
          100,
          20,
          null,
          0.5,
          null,
          null,
          null,
          null,
          null);
  private static final String CARD = "# telco: random-forest\n\nWhich customers leave.\n";

  @Test
  void saysWhoWhyAndTheVerdictBelowTheTitle() {
    String text = new OverruledCard(CARD, new Overruling("ada", "urgent"), GATE).text();

    assertTrue(text.startsWith("# telco: random-forest\n\n## Promoted against"), text);
    assertTrue(text.contains("- By ada: urgent\n"), text);
    assertTrue(text.contains("- The gate: **refused**. pr\\_auc 0.5 &lt; 0.6\n"), text);
    assertTrue(text.endsWith("\nWhich customers leave.\n"), text);
  }

  @Test
  void saysItOnce() {
    Overruling word = new Overruling("ada", "urgent");
    String once = new OverruledCard(CARD, word, GATE).text();

    assertEquals(once, new OverruledCard(once, word, GATE).text());
  }

  @Test
  void aHostileReasonStaysAText() {
    Overruling word = new Overruling("ada", "<script>alert(1)</script> [x](javascript:y) # no");
    String text = new OverruledCard(CARD, word, GATE).text();

    assertFalse(text.contains("<script"), text);
    assertTrue(text.contains("\\[x\\](javascript:y) \\# no"), text);
  }

  @Test
  void neverExceedsWhatTheRegistryTakes() {
    String full = CARD + "x".repeat(Registry.LONGEST_DESCRIPTION - CARD.length());
    String text =
        new OverruledCard(full, new Overruling("ada", "*".repeat(Overruling.LONGEST_REASON)), GATE)
            .text();

    assertEquals(Registry.LONGEST_DESCRIPTION, text.length());
    assertTrue(text.contains("By ada: "), text);
  }
}
