package io.churnflow.jobs.predict;

import io.churnflow.contracts.ProductionModel;
import io.churnflow.learning.onnx.StoredModel;

/// A version that scores.
///
/// @param name `production`, or a challenger's alias
/// @param version which it is
/// @param model what its file holds
record Arm(String name, ProductionModel version, StoredModel model) {}
