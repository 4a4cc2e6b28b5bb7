package io.churnflow.jobs.rendermonitoring;

import io.churnflow.reporting.html.Element;
import io.churnflow.reporting.html.Node;
import io.churnflow.runtime.Environment;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// Where pages of Airflow and MLflow are, as far as their addresses are known.
///
/// @param airflow of the web UI, without a slash at its end
/// @param mlflow of the tracking server, likewise
record Links(Optional<String> airflow, Optional<String> mlflow) {

  /// MLflow is linked to where people reach it, which in containers is not where the jobs do.
  static Links of(Environment environment) {
    String mlflow =
        environment.get("CHURNFLOW_MLFLOW_URL").isPresent()
            ? "CHURNFLOW_MLFLOW_URL"
            : "MLFLOW_TRACKING_URI";
    return new Links(address(environment, "CHURNFLOW_AIRFLOW_URL"), address(environment, mlflow));
  }

  /// One that holds a password is nobody's to read.
  private static Optional<String> address(Environment environment, String variable) {
    return environment
        .get(variable)
        .filter(text -> text.matches("https?://[^@]*"))
        .map(text -> text.replaceAll("/+$", ""));
  }

  /// A run of a DAG by its name; only the name where it cannot be linked to.
  Node run(String dag, String runId, String name) {
    return airflow
        .filter(base -> !dag.isEmpty() && !runId.isEmpty())
        .<Node>map(
            base -> link("%s/dags/%s/runs/%s".formatted(base, encoded(dag), encoded(runId)), name))
        .orElseGet(() -> Node.text(name));
  }

  /// A DAG.
  Optional<Element> dag(String dag) {
    return airflow.map(base -> link("%s/dags/%s".formatted(base, encoded(dag)), dag));
  }

  /// A version's page by its name; only the name where it cannot be linked to.
  Node version(String model, int version, String name) {
    return mlflow
        .<Node>map(base ->
            link("%s/#/models/%s/versions/%d".formatted(base, encoded(model), version), name))
        .orElseGet(() -> Node.text(name));
  }

  static Element link(String address, String name) {
    return Node.of("a", name).with("href", address);
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
