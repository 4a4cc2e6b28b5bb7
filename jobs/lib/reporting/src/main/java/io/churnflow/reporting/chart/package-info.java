/// Axes, marks and legends that the plots are put together from.
@NullMarked
package io.churnflow.reporting.chart;

import org.jspecify.annotations.NullMarked;
