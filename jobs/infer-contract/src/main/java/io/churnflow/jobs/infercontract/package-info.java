/// The job infer-contract: from a CSV to the draft of a pipeline file.
@NullMarked
package io.churnflow.jobs.infercontract;

import org.jspecify.annotations.NullMarked;
