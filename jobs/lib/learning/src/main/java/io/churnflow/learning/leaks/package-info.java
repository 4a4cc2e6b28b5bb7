/// Signs that a training table knows what it should not.
@NullMarked
package io.churnflow.learning.leaks;

import org.jspecify.annotations.NullMarked;
