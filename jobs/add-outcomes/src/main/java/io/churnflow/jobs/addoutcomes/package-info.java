/// The job `add-outcomes`: makes training rows of scored customers whose outcome is known.
@NullMarked
package io.churnflow.jobs.addoutcomes;

import org.jspecify.annotations.NullMarked;
