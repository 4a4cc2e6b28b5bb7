/// The job `register-model`: makes the winner a version of the registered model.
@NullMarked
package io.churnflow.jobs.registermodel;

import org.jspecify.annotations.NullMarked;
