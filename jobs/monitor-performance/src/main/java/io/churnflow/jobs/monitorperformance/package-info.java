/// The job monitor-performance: holds past predictions against what has become of the customers.
@NullMarked
package io.churnflow.jobs.monitorperformance;

import org.jspecify.annotations.NullMarked;
