/// The job `publish-predictions`: puts the scored parts of a table together and publishes them.
@NullMarked
package io.churnflow.jobs.publishpredictions;

import org.jspecify.annotations.NullMarked;
