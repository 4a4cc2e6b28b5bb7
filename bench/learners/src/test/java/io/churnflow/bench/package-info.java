/// What the harness reads and makes of it; what it measures is tested in the learning library.
@NullMarked
package io.churnflow.bench;

import org.jspecify.annotations.NullMarked;
