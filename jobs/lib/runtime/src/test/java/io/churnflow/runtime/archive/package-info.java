@NullMarked
package io.churnflow.runtime.archive;

import org.jspecify.annotations.NullMarked;
