/// Writes months of made customers as CSV files.
@NullMarked
package io.churnflow.jobs.generatedata;

import org.jspecify.annotations.NullMarked;
