@NullMarked
package io.churnflow.simulation;

import org.jspecify.annotations.NullMarked;
