package io.churnflow.contracts;

import java.util.Locale;

/// What a search for parameters came to.
///
/// @param metric that chose, such as `pr_auc`
/// @param trialsAsked how many the pipeline file asks for of this candidate; 0 is no search
/// @param trialsDone how many were measured; 1, the file's own parameters, without a search
/// @param cutShort whether time ran out first, so that another machine may choose otherwise
/// @param best number of the chosen trial; 1 is the file's own parameters
/// @param mean of the metric over the folds, of the chosen trial's scores before calibration. It is
///   the best of several on these very folds, and so a little too good.
/// @param deviation standard deviation of the metric over the folds
public record SearchSummary(
    String metric,
    int trialsAsked,
    int trialsDone,
    boolean cutShort,
    int best,
    double mean,
    double deviation) {

  /// For a page, without a full stop.
  public String words() {
    if (trialsAsked == 0) {
      return "none, the pipeline file's own parameters";
    }
    String trials =
        cutShort
            ? "%d of %d trials, cut short by its minutes".formatted(trialsDone, trialsAsked)
            : "%d trials".formatted(trialsDone);
    return String.format(
        Locale.ROOT,
        "%s; the best was number %d with %s %.4f over the folds before calibration (standard deviation %.4f)",
        trials,
        best,
        metric,
        mean,
        deviation);
  }
}
