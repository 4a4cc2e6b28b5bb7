package io.churnflow.bench;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;
import java.util.Map;

/// What one call of `bench/fit` has found; printed as one line of JSON.
///
/// @param learner its name
/// @param rows training rows
/// @param threads of the fit
/// @param java the version that ran it
/// @param readSeconds reading and coding both files; no part of a fit
/// @param fitSeconds one a repetition; the first is cold
/// @param scoreSeconds scoring the test rows once, by the first fit
/// @param explainSeconds the test rows' SHAP values, once; 0 where they were not asked for
/// @param auc ROC-AUC on the test rows, one a repetition
/// @param peakHeapMib most of the heap in use during the fits
/// @param weights of a linear model, by name
record Measurement(
    @JsonProperty("learner") String learner,
    @JsonProperty("rows") int rows,
    @JsonProperty("threads") int threads,
    @JsonProperty("java") String java,
    @JsonProperty("read_seconds") double readSeconds,
    @JsonProperty("fit_seconds") List<Double> fitSeconds,
    @JsonProperty("score_seconds") double scoreSeconds,
    @JsonProperty("explain_seconds") double explainSeconds,
    @JsonProperty("auc") List<Double> auc,
    @JsonProperty("peak_heap_mib") double peakHeapMib,
    @JsonProperty("weights") Map<String, Double> weights) {}
