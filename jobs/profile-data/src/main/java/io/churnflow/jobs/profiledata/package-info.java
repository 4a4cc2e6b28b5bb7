/// The job `profile-data`: says what a table holds.
@NullMarked
package io.churnflow.jobs.profiledata;

import org.jspecify.annotations.NullMarked;
