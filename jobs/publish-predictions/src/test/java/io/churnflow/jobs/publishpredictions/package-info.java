@NullMarked
package io.churnflow.jobs.publishpredictions;

import org.jspecify.annotations.NullMarked;
