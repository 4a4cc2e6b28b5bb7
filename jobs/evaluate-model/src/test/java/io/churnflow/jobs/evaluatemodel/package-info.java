@NullMarked
package io.churnflow.jobs.evaluatemodel;

import org.jspecify.annotations.NullMarked;
