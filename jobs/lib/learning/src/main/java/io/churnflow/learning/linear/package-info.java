/// Logistic regression: the design that is fitted, its objective, and the terms that are scored.
@NullMarked
package io.churnflow.learning.linear;

import org.jspecify.annotations.NullMarked;
