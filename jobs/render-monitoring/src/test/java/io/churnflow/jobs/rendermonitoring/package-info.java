@NullMarked
package io.churnflow.jobs.rendermonitoring;

import org.jspecify.annotations.NullMarked;
