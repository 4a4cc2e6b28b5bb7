package io.churnflow.jobs.predict;

import io.churnflow.contracts.ProductionModel;
import io.churnflow.learning.onnx.StoredModel;

/// The model that a run scores with.
///
/// @param production which version it is
/// @param model what its file holds
/// @param how `registry`, or `cached` where MLflow did not answer and the last version known was
///   taken
record Resolved(ProductionModel production, StoredModel model, String how) {}
