/// The job `promote-model`: gates, promotes and rolls back versions.
@NullMarked
package io.churnflow.jobs.promotemodel;

import org.jspecify.annotations.NullMarked;
