/// The job `evaluate-model`: measures every candidate on the hold-out and logs the runs.
@NullMarked
package io.churnflow.jobs.evaluatemodel;

import org.jspecify.annotations.NullMarked;
