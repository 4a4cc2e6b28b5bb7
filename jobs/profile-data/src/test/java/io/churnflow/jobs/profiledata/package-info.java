@NullMarked
package io.churnflow.jobs.profiledata;

import org.jspecify.annotations.NullMarked;
