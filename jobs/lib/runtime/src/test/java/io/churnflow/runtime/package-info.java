@NullMarked
package io.churnflow.runtime;

import org.jspecify.annotations.NullMarked;
