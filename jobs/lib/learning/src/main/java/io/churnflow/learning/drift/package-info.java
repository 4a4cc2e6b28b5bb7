/// Drift: how far a batch is from what a model was trained on. Everything works on marginals, so
/// that a process may compare thousands of batches with one reference.
@NullMarked
package io.churnflow.learning.drift;

import org.jspecify.annotations.NullMarked;
