/// JMH benchmarks of the learners' kernels on synthetic rows, as `bench/kernels` runs them.
@NullMarked
package io.churnflow.bench.kernels;

import org.jspecify.annotations.NullMarked;
