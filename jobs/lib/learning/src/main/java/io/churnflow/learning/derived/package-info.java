/// Columns that models see of timestamps.
@NullMarked
package io.churnflow.learning.derived;

import org.jspecify.annotations.NullMarked;
