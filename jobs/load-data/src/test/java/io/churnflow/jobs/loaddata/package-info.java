@NullMarked
package io.churnflow.jobs.loaddata;

import org.jspecify.annotations.NullMarked;
