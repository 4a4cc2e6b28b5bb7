/// The job `render-monitoring`: shows how each pipeline is, as pages for people.
@NullMarked
package io.churnflow.jobs.rendermonitoring;

import org.jspecify.annotations.NullMarked;
