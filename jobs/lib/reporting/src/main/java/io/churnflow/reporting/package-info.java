/// Charts as SVG. Each plot is a record of its numbers; `chart` has the parts that plots share,
/// `draw` what those are drawn with.
@NullMarked
package io.churnflow.reporting;

import org.jspecify.annotations.NullMarked;
