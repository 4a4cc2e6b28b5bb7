package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.contracts.Table;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Step;
import io.churnflow.runtime.mlflow.DataSet;
import java.util.List;

/// The tables that training and measuring have read.
///
/// @param manifest of the step that has written them
record InputTables(Manifest manifest) {
  /// What the training rows were for; the others are the hold-out.
  static final String TRAINING = "training";

  static InputTables read(Step step) {
    return new InputTables(Json.read(step.file("process-data/manifest.json"), Manifest.class));
  }

  /// Digest of the hold-out's file, 64 hex digits.
  String holdoutSha256() {
    return sha256(EvaluateModel.HOLDOUT);
  }

  /// Training and hold-out rows, as MLflow shows them; both have the same columns.
  List<DataSet> of(Table holdout, List<Measured> measured) {
    long trainingRows = measured.getFirst().outOfFold().rows();
    return List.of(
        table("train", TRAINING, EvaluateModel.TRAINING, holdout, trainingRows),
        table("holdout", "holdout", EvaluateModel.HOLDOUT, holdout, holdout.rows()));
  }

  private DataSet table(String name, String context, String path, Table like, long rows) {
    return new DataSet(name, context, sha256(path), path, like.columns(), rows);
  }

  private String sha256(String path) {
    String file = path.substring(path.indexOf('/') + 1);
    FileDigest digest = manifest.files().get(file);
    if (digest == null) {
      throw new DataException(path + ": expected in the manifest of its step, found nothing");
    }
    return digest.sha256();
  }
}
