@NullMarked
package io.churnflow.jobs.predict;

import org.jspecify.annotations.NullMarked;
