package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.pipeline.RowCountLimit;
import java.util.Locale;

/// The number of rows is not too far from that of the batch before.
///
/// @param limit what the contract says
/// @param previous the batch before
record RowCount(RowCountLimit limit, BatchRows previous) {

  Check check(long rows) {
    boolean first = previous.equals(BatchRows.NONE);
    double change = first ? 0 : Math.abs((double) rows / previous.rows() - 1);
    String than =
        first ? "the batch before" : "the %d of the batch before".formatted(previous.rows());
    return new Demand(
            "",
            "row count",
            "a number of rows that differs by a share of at most %s from %s"
                .formatted(limit.change(), than),
            limit.severityOfRule())
        .ofTable(
            change <= limit.change(),
            String.format(Locale.ROOT, "%d, which differs by %.2f", rows, change));
  }
}
