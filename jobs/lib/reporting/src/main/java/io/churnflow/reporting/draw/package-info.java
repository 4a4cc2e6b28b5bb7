/// Shapes and text as SVG, without the JRE's font system: what a chart is drawn with.
@NullMarked
package io.churnflow.reporting.draw;

import org.jspecify.annotations.NullMarked;
