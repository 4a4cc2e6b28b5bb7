package io.churnflow.bench;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.Learner;
import io.churnflow.learning.Workers;

/// One of the jobs' learners.
///
/// @param learner with its parameters
/// @param workers its threads
/// @param seed of the fit
record OurLearner(Learner learner, Workers workers, long seed) implements Contestant {
  @Override
  public Fitted fit(Sample train) {
    FitContext context = new FitContext(seed, workers, FitProgress.none());
    return new Fitted(learner.fit(train.features(), train.labels(), context));
  }

  /// A model of the jobs.
  record Fitted(FittedModel model) implements Scorer {
    @Override
    public double[] probabilities(FeatureTable table) {
      return model.probabilities(table);
    }
  }
}
