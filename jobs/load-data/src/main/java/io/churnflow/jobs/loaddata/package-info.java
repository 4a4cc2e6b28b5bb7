/// The job `load-data`: reads a CSV into a typed table, per the contract.
@NullMarked
package io.churnflow.jobs.loaddata;

import org.jspecify.annotations.NullMarked;
