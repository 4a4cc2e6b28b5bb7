@NullMarked
package io.churnflow.learning.calibration;

import org.jspecify.annotations.NullMarked;
