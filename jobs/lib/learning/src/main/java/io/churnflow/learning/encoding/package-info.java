/// Fitted encoders: what a raw column becomes for a model, as learned from the training rows.
@NullMarked
package io.churnflow.learning.encoding;

import org.jspecify.annotations.NullMarked;
