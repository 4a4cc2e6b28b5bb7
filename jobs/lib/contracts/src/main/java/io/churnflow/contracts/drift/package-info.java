/// Records of drift: what is kept with a model of the data it was trained on, and what is found of
/// a batch that is held against it.
@NullMarked
package io.churnflow.contracts.drift;

import org.jspecify.annotations.NullMarked;
