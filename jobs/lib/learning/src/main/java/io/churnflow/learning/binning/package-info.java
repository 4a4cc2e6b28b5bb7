/// Columns cut into bins without a look at labels, and packed row by row: made once for any number
/// of fits.
@NullMarked
package io.churnflow.learning.binning;

import org.jspecify.annotations.NullMarked;
