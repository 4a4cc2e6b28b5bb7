@NullMarked
package io.churnflow.jobs.trainmodel;

import org.jspecify.annotations.NullMarked;
