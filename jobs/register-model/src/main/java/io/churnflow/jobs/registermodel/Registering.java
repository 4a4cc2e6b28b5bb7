package io.churnflow.jobs.registermodel;

import io.churnflow.runtime.Digests;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.mlflow.Alias;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.NewVersion;
import io.churnflow.runtime.mlflow.Registry;
import io.churnflow.runtime.mlflow.Stage;
import io.churnflow.runtime.mlflow.Tags;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Puts a version into the registry and lets `staging` name it.
final class Registering {
  private static final String STAGING = "staging";
  private static final String SUPERSEDED = "superseded";

  private final Registry registry;
  private final RunOptions run;
  private final String reason;

  /// @param reason why the training was started; empty where nobody has said so
  Registering(Registry registry, RunOptions run, String reason) {
    this.registry = registry;
    this.run = run;
    this.reason = reason;
  }

  ModelVersion register(Winner winner) {
    String model = run.folder().pipeline();
    ModelVersion version = registry.findOrCreate(model, newVersion(winner));
    // A try after one that was killed may come late: what has been decided since stays.
    if (version.tag(Tags.STATUS).equals(Optional.of(STAGING))) {
      stage(version);
    }
    return version;
  }

  private void stage(ModelVersion version) {
    String model = version.model();
    int newest = version.version();
    Integer staged = registry.aliases(model).get(Alias.STAGING);
    if (staged == null || staged < newest) {
      registry.set(model, Alias.STAGING, newest);
    }
    registry.stage(model, newest, Stage.STAGING);
    registry.search(model, Tags.STATUS, STAGING).stream()
        .map(ModelVersion::version)
        .filter(older -> older < newest)
        .forEach(older -> supersede(model, older));
  }

  /// Nobody will promote it any more by itself; the tag goes last, since it is what finds the
  /// version.
  private void supersede(String model, int older) {
    registry.stage(model, older, Stage.ARCHIVED);
    registry.tag(model, older, Tags.STATUS, SUPERSEDED);
  }

  private NewVersion newVersion(Winner winner) {
    // One version for one model of one MLflow run, whichever build of this job asks for it.
    String digest = Digests.sha256(winner.runId() + winner.modelSha256());
    String key =
        "%s/%s/register-model@%s"
            .formatted(run.folder().pipeline(), run.folder().runId(), digest.substring(0, 8));
    int uses = holdoutUses(winner);
    return new NewVersion(
        key,
        run.folder().relative(run.folder().path()),
        winner.runId(),
        winner.modelId(),
        new ModelCard(run.pipeline(), run.folder().runId(), winner, uses).text(),
        tags(winner, uses));
  }

  /// Versions that were measured on the same hold-out, the new one included.
  private int holdoutUses(Winner winner) {
    String digest = winner.evaluation().holdoutSha256();
    return registry.search(run.folder().pipeline(), Tags.HOLDOUT_SHA256, digest).size() + 1;
  }

  private Map<String, String> tags(Winner winner, int holdoutUses) {
    Map<String, String> tags = new TreeMap<>();
    tags.put(Tags.PIPELINE, run.folder().pipeline());
    tags.put(Tags.ALGORITHM, winner.algorithm());
    tags.put(Tags.MODEL_SHA256, winner.modelSha256());
    tags.put(Tags.TRAINING_IDS_SHA256, winner.trainingIdsSha256());
    tags.put(Tags.REFERENCE_SHA256, winner.referenceSha256());
    tags.put(Tags.SPLIT_SALT, run.pipeline().split().salt());
    tags.put(Tags.THRESHOLD, Double.toString(winner.summary().threshold()));
    tags.put(Tags.HOLDOUT_SHA256, winner.evaluation().holdoutSha256());
    tags.put(Tags.HOLDOUT_USES, Integer.toString(holdoutUses));
    tags.put(Tags.STATUS, STAGING);
    tags.put(Tags.COMMIT, winner.receipt().commit());
    tags.put("churnflow.airflow.dag_id", winner.receipt().dagId());
    tags.put("churnflow.airflow.run_id", run.folder().runId());
    if (!reason.isBlank()) {
      tags.put(Tags.REASON, reason);
    }
    return tags;
  }
}
