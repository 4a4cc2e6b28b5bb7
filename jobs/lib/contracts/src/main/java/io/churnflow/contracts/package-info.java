/// Records that cross a step boundary, and nothing else: no files, no network, no clock.
@NullMarked
package io.churnflow.contracts;

import org.jspecify.annotations.NullMarked;
