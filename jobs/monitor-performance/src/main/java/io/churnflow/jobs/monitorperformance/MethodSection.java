package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.pipeline.Monitoring;
import io.churnflow.reporting.html.Node;
import java.util.List;

/// What the numbers mean and what they cannot say.
///
/// @param monitoring as the pipeline file says
record MethodSection(Monitoring monitoring) {

  List<Node> nodes() {
    return List.of(
        Node.of("h2", "How it was counted"),
        Node.of(
            "p",
            "A batch is due %d days after it was scored. It is measured where at least %d of its customers are known to have left and one to have stayed. Intervals are of 95 %%: bootstrap percentiles of resampled customers."
                .formatted(monitoring.labels().dueDays(), monitoring.minimumPositives())),
        Node.of(
            "p",
            "The estimate takes each customer as so much of one who leaves as the probability says (confidence-based performance estimation). Its interval is that of outcomes drawn by these probabilities. It holds as far as the probabilities are still calibrated: where the same customers leave for other reasons than before, or where the treated stay because they were treated, it does not notice."),
        Node.of(
            "p",
            "Below the bound is what has its whole interval on the wrong side: a batch that may look bad by chance is no reason to train again."));
  }
}
