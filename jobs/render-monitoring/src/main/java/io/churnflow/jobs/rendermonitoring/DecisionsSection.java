package io.churnflow.jobs.rendermonitoring;

import io.churnflow.contracts.PastDecision;
import io.churnflow.jobs.rendermonitoring.RegistryFacts.Decided;
import io.churnflow.reporting.html.Grid;
import io.churnflow.reporting.html.Node;
import java.util.List;

/// What was decided, and which trainings have started by themselves, the newest first.
///
/// @param seen all that the page shows
/// @param links to Airflow and MLflow
record DecisionsSection(Watched seen, Links links) {
  private static final int SHOWN = 10;

  List<Node> nodes() {
    return List.of(
        Node.of("h2", "The last decisions"),
        decisions(),
        Node.of("h2", "Trainings that started by themselves"),
        trainings());
  }

  private Node decisions() {
    List<List<Node>> rows =
        known().stream()
            .flatMap(facts -> facts.decisions().stream())
            .limit(SHOWN)
            .map(this::row)
            .toList();
    return rows.isEmpty()
        ? Node.of("p", unknownOr("No version has been decided on yet."))
        : new Grid(List.of("When", "Version", "What", "By whom", "Why"), rows)
            .element()
            .classed("grid words");
  }

  private List<Node> row(Decided decided) {
    PastDecision said = decided.said();
    return List.of(
        links.run(said.dag(), said.airflowRun(), Words.minute(said.when())),
        version(decided.version()),
        Node.text(what(said)),
        Node.text(who(said)),
        Node.text(said.why()));
  }

  private Node version(int number) {
    return links.version(seen.pipeline().name(), number, Integer.toString(number));
  }

  private static String who(PastDecision said) {
    return switch (said.who()) {
      case "automatic" -> "by itself";
      case "gate" -> "the gate";
      case "unknown" -> "not known";
      default -> said.who();
    };
  }

  /// What has become of the version.
  static String what(PastDecision said) {
    return switch (said.action()) {
      case "promote" ->
          "went into production"
              + (said.from() == 0 ? ", the first one" : ", in place of version " + said.from());
      case "refuse" -> "was kept out of production";
      case "rollback" -> "was rolled back: version %d is back".formatted(said.to());
      case "challenge" -> "is tried beside production";
      case "withdraw" -> "is no longer tried";
      default -> said.action();
    };
  }

  private Node trainings() {
    List<List<Node>> rows =
        known().stream()
            .flatMap(facts -> facts.versions().stream())
            .filter(VersionFacts::isByIncident)
            .limit(SHOWN)
            .map(this::training)
            .toList();
    return rows.isEmpty()
        ? Node.of(
            "p",
            unknownOr(
                seen.pipeline().retraining() == null
                    ? "None: the pipeline file has no section retraining, so that drift and bad predictions are only reported."
                    : "None has registered a version yet."))
        : new Grid(List.of("Trained", "Version", "Why", "What came of it"), rows)
            .element()
            .classed("grid words");
  }

  private List<Node> training(VersionFacts version) {
    return List.of(
        links.run(version.dag(), version.airflowRun(), Words.minute(version.created())),
        version(version.version()),
        Node.text(version.reason().isEmpty() ? "–" : version.reason()),
        Node.text(Words.status(version.status())));
  }

  private List<RegistryFacts> known() {
    return seen.registry().stream().toList();
  }

  private String unknownOr(String none) {
    return seen.registry().isEmpty() ? "Not known, since MLflow has not answered." : none;
  }
}
