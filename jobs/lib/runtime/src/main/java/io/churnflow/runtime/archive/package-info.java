/// What is kept of past batches on the shared volume, for longer than their run folders.
@NullMarked
package io.churnflow.runtime.archive;

import org.jspecify.annotations.NullMarked;
