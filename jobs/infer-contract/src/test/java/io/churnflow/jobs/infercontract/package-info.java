@NullMarked
package io.churnflow.jobs.infercontract;

import org.jspecify.annotations.NullMarked;
