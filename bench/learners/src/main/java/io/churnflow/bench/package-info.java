/// Times one fit of one learner on a CSV, ours or Smile's, as `bench/fit` calls it. Reading and
/// coding are outside the clock; encoding and binning, which are part of a fit, are inside.
@NullMarked
package io.churnflow.bench;

import org.jspecify.annotations.NullMarked;
