package io.churnflow.contracts;

/// What a search for parameters came to.
///
/// @param metric that chose, such as `pr_auc`
/// @param trialsAsked how many the pipeline file asks for; 0 is no search
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
    double deviation) {}
