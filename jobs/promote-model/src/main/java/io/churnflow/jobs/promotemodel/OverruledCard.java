package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.Cut;
import io.churnflow.contracts.Decision;
import io.churnflow.runtime.Markdown;
import io.churnflow.runtime.mlflow.Registry;
import java.util.Locale;

/// The model card of a version that a person promotes against the gate's verdict: it says so before
/// anything else.
///
/// @param card the card so far, Markdown
/// @param word who promotes it, and why
/// @param gate what the gate said
record OverruledCard(String card, Overruling word, Decision gate) {

  /// The card with the words below its title, cut at its end where the registry takes no more. A
  /// card that has them already stays as it is.
  String text() {
    String words = words();
    if (card.contains(words)) {
      return card;
    }
    int title = card.startsWith("# ") ? card.indexOf('\n') + 1 : 0;
    String text = card.substring(0, title) + words + card.substring(title);
    return Cut.to(Registry.LONGEST_DESCRIPTION, text);
  }

  private String words() {
    return """

    ## Promoted against the gate's verdict

    - By %s: %s
    - The gate: **%s**. %s

    """
        .formatted(
            Markdown.escaped(word.by().strip()),
            Markdown.escaped(DecisionTag.shorten(word.reason().strip())),
            gate.verdict().name().toLowerCase(Locale.ROOT),
            Markdown.escaped(DecisionTag.shorten(gate.reason())));
  }
}
