@NullMarked
package io.churnflow.jobs.monitorperformance;

import org.jspecify.annotations.NullMarked;
