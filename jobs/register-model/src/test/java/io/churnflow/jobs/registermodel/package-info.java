@NullMarked
package io.churnflow.jobs.registermodel;

import org.jspecify.annotations.NullMarked;
