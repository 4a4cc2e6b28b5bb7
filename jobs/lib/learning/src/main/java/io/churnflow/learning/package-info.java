/// Learners, fitted models, metrics and thresholds; arrays in, arrays out: no files, no network, no
/// clock. Everything random takes a seed, and results do not depend on the number of threads.
@NullMarked
package io.churnflow.learning;

import org.jspecify.annotations.NullMarked;
