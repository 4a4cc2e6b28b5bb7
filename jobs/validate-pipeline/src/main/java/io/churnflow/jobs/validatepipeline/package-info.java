/// The job validate-pipeline: everything that is wrong with a pipeline file, at once.
@NullMarked
package io.churnflow.jobs.validatepipeline;

import org.jspecify.annotations.NullMarked;
