/// The job `train-model`: fits one candidate model on the training rows.
@NullMarked
package io.churnflow.jobs.trainmodel;

import org.jspecify.annotations.NullMarked;
