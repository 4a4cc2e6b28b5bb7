package io.churnflow.jobs.profiledata;

import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.reporting.html.Node;
import io.churnflow.reporting.html.Page;
import java.util.ArrayList;
import java.util.List;

/// The profile as one page for a data scientist: what the table is, what to look at first, which
/// columns tell of the target, and then each column and how they go together.
///
/// Nothing in it is particular to one run: no times, no run ids. The same table gives the same
/// bytes.
///
/// @param pipeline the pipeline file
/// @param profile what was counted
record Report(Pipeline pipeline, TableProfile profile) {

  Page page() {
    List<Node> body = new ArrayList<>(new ReportHead(pipeline, profile).nodes());
    body.addAll(new RankingSection(profile).nodes());
    body.addAll(new ColumnsSection(profile).nodes());
    body.addAll(new MatrixSection(profile.matrix()).nodes());
    body.addAll(new MethodSection(profile).nodes());
    return new Page(pipeline.name() + ": the training table", body);
  }

  /// Where a column's details stand on the page.
  ///
  /// @param place in the table, from 0
  static String anchor(int place) {
    return "column-" + (place + 1);
  }
}
