/// The job `predict`: scores a table with the production model.
@NullMarked
package io.churnflow.jobs.predict;

import org.jspecify.annotations.NullMarked;
