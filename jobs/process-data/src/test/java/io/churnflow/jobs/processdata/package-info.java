@NullMarked
package io.churnflow.jobs.processdata;

import org.jspecify.annotations.NullMarked;
