/// How well a model does in the field, before it is known who has left. Shapes: `[rows]` arrays are
/// by row.
@NullMarked
package io.churnflow.learning.monitoring;

import org.jspecify.annotations.NullMarked;
