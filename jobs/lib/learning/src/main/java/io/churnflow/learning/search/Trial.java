package io.churnflow.learning.search;

import java.util.Map;

/// Parameters and how well they did on the folds.
///
/// @param number from 1; 1 is the pipeline file's own
/// @param parameters every one as used, as text
/// @param mean of the metric over the folds
/// @param deviation its standard deviation over the folds, of a sample
/// @param steps of a fit, such as trees
public record Trial(
    int number, Map<String, String> parameters, double mean, double deviation, int steps) {}
