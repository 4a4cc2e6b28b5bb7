/// The job `process-data`: splits the rows into training and hold-out; fits nothing.
@NullMarked
package io.churnflow.jobs.processdata;

import org.jspecify.annotations.NullMarked;
