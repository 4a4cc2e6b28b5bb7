@NullMarked
package io.churnflow.learning.monitoring;

import org.jspecify.annotations.NullMarked;
