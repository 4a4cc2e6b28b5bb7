/// The job `detect-drift`: says how far a scored batch is from what the model was trained on.
@NullMarked
package io.churnflow.jobs.detectdrift;

import org.jspecify.annotations.NullMarked;
