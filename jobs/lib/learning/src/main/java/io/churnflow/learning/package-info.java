/// Learners, fitted encoders, metrics, thresholds.
@NullMarked
package io.churnflow.learning;

import org.jspecify.annotations.NullMarked;
