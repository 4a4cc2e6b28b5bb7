package io.churnflow.jobs.profiledata;

import io.churnflow.contracts.Receipt;
import io.churnflow.learning.profile.Suspicion;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Markdown;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.mlflow.AirflowTags;
import io.churnflow.runtime.mlflow.Artifacts;
import io.churnflow.runtime.mlflow.Experiments;
import io.churnflow.runtime.mlflow.Measurement;
import io.churnflow.runtime.mlflow.Mlflow;
import io.churnflow.runtime.mlflow.NewRun;
import io.churnflow.runtime.mlflow.Tags;
import io.churnflow.runtime.mlflow.Together;
import io.churnflow.runtime.mlflow.TrackedRun;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// Writes a profile into MLflow, as a run of its own: that of the training begins only when there
/// is a model. A try after a killed one finds its run again by the step key.
final class ProfileLog {
  private static final String STEP = "profile-data";

  private final Experiments experiments;
  private final Artifacts artifacts;
  private final RunOptions run;
  private final String digest;

  /// @param digest of everything that the profile depends on
  ProfileLog(Mlflow mlflow, RunOptions run, String digest) {
    this.experiments = mlflow.experiments();
    this.artifacts = mlflow.artifacts();
    this.run = run;
    this.digest = digest;
  }

  /// @param numbers the profile, JSON
  /// @param page the report, HTML
  /// @return the run's id
  String write(TableProfile profile, byte[] numbers, byte[] page) {
    Receipt loaded = Json.read(run.folder().resolve("load-data/receipt.json"), Receipt.class);
    long read = Instant.parse(loaded.finished()).toEpochMilli();
    Map<String, String> tags = AirflowTags.ofThisTask(run, loaded.commit());
    String experiment = experiments.findOrCreate(run.folder().pipeline());
    TrackedRun tracked = experiments.findOrCreate(experiment, asked(read, tags));
    tags.put("mlflow.note.content", note(profile));
    experiments.log(tracked, new Measurement(read, metrics(profile), Map.of(), tags));
    Together.run(
        List.of(
            () -> artifacts.upload(tracked, "profile.json", numbers),
            () -> artifacts.upload(tracked, "profile.html", page)));
    experiments.finish(tracked, Instant.now().toEpochMilli());
    supersedeOthers(tracked);
    return tracked.runId();
  }

  private NewRun asked(long startMillis, Map<String, String> tags) {
    String id = run.folder().runId();
    String key = "%s/%s/%s@%s".formatted(run.folder().pipeline(), id, STEP, digest.substring(0, 8));
    return new NewRun(key, folder(), "profile of " + id, startMillis, tags);
  }

  /// The step's own folder: evaluate-model takes what has the run's for its own.
  private String folder() {
    return run.folder().relative(run.folder().resolve(STEP));
  }

  private static Map<String, Double> metrics(TableProfile profile) {
    Map<String, Double> metrics = new TreeMap<>();
    metrics.put("profile_rows", (double) profile.rows());
    metrics.put("profile_churn_rate", profile.churnRate().value());
    metrics.put("profile_missing_share", profile.missingShare());
    metrics.put("profile_suspicions", (double) profile.suspicions().size());
    return metrics;
  }

  private static String note(TableProfile profile) {
    StringBuilder note =
        new StringBuilder("The whole profile for a reader: artifact `profile.html`.\n");
    for (Suspicion suspicion : profile.suspicions()) {
      note.append("\n- ").append(Markdown.escaped(suspicion.words()));
    }
    return note.append('\n').toString();
  }

  /// Earlier profiles for the same Airflow run, of other inputs or by other code.
  private void supersedeOthers(TrackedRun current) {
    experiments.inFolder(current.experimentId(), folder()).stream()
        .filter(other -> !other.runId().equals(current.runId()))
        .filter(other -> !other.tags().containsKey(Tags.SUPERSEDED_BY))
        .forEach(
            other -> experiments.supersede(other, current.runId(), Instant.now().toEpochMilli()));
  }
}
