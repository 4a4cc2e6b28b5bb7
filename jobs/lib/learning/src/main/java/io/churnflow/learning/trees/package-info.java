/// Decision trees over binned columns, and the flat ensemble that is scored.
@NullMarked
package io.churnflow.learning.trees;

import org.jspecify.annotations.NullMarked;
