package io.churnflow.jobs.promotemodel;

import io.churnflow.learning.IdDigests;
import io.churnflow.learning.onnx.DamagedModelException;
import io.churnflow.learning.onnx.OnnxReader;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.mlflow.Mlflow;
import io.churnflow.runtime.mlflow.ModelStore;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.Tags;
import java.io.IOException;

/// A version that takes part in the comparison.
///
/// @param version from the registry
/// @param model its model, verified and read strictly
/// @param trainedOn digests of the ids it was trained on, verified
record Contestant(ModelVersion version, StoredModel model, IdDigests trainedOn) {

  /// @throws DataException where a file of it is missing, damaged or another than was registered
  static Contestant load(Mlflow mlflow, ModelStore store, ModelVersion version) throws IOException {
    byte[] file = store.model(mlflow, version);
    byte[] ids = store.trainingIds(mlflow, version);
    try {
      return new Contestant(
          version,
          OnnxReader.read(file),
          IdDigests.fromBytes(version.require(Tags.SPLIT_SALT), ids));
    } catch (DamagedModelException | IllegalArgumentException damaged) {
      throw new DataException(version.label() + ": " + damaged.getMessage(), damaged);
    }
  }
}
