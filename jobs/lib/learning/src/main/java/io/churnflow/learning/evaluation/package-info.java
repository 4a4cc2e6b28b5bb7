/// How well probabilities fit labels: metrics, curves, and the rules that choose a decision
/// threshold.
@NullMarked
package io.churnflow.learning.evaluation;

import org.jspecify.annotations.NullMarked;
