@NullMarked
package io.churnflow.jobs.addoutcomes;

import org.jspecify.annotations.NullMarked;
