@NullMarked
package io.churnflow.jobs.detectdrift;

import org.jspecify.annotations.NullMarked;
