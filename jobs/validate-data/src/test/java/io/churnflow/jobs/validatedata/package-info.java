@NullMarked
package io.churnflow.jobs.validatedata;

import org.jspecify.annotations.NullMarked;
