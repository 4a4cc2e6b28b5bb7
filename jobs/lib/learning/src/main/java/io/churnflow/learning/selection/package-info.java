/// Which columns tell something of the label.
@NullMarked
package io.churnflow.learning.selection;

import org.jspecify.annotations.NullMarked;
