/// The job `validate-data`: checks a table against the contract.
@NullMarked
package io.churnflow.jobs.validatedata;

import org.jspecify.annotations.NullMarked;
