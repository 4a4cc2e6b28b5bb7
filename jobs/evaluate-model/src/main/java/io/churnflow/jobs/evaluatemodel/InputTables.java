package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.contracts.Table;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.mlflow.DataSet;
import java.util.List;

/// The tables that training and measuring have read, as MLflow shows them.
final class InputTables {
  /// What the training rows were for; the others are the hold-out.
  static final String TRAINING = "training";

  private InputTables() {}

  /// Training and hold-out rows; both have the same columns.
  static List<DataSet> of(Step step, Table holdout, List<Measured> measured) {
    Manifest manifest = Json.read(step.file("process-data/manifest.json"), Manifest.class);
    long trainingRows = measured.getFirst().outOfFold().rows();
    return List.of(
        table(manifest, "train", TRAINING, EvaluateModel.TRAINING, holdout, trainingRows),
        table(manifest, "holdout", "holdout", EvaluateModel.HOLDOUT, holdout, holdout.rows()));
  }

  private static DataSet table(
      Manifest manifest, String name, String context, String path, Table like, long rows) {
    String file = path.substring(path.indexOf('/') + 1);
    FileDigest digest = manifest.files().get(file);
    if (digest == null) {
      throw new DataException(path + ": expected in the manifest of its step, found nothing");
    }
    return new DataSet(name, context, digest.sha256(), path, like.columns(), rows);
  }
}
