package io.churnflow.bench;

import io.churnflow.learning.FeatureTable;

/// Rows with their labels.
///
/// @param features every column but id and target
/// @param labels 1 where the customer left
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: tables are large
record Sample(FeatureTable features, byte[] labels) {}
