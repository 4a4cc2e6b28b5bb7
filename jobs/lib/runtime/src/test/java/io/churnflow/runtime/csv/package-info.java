@NullMarked
package io.churnflow.runtime.csv;

import org.jspecify.annotations.NullMarked;
