/// From a model's scores to probabilities that mean what they say.
@NullMarked
package io.churnflow.learning.calibration;

import org.jspecify.annotations.NullMarked;
