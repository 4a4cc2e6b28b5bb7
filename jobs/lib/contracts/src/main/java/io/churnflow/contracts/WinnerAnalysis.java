package io.churnflow.contracts;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What is looked at of the winner only.
///
/// @param slices its metrics by slices, in the order of columns and values
/// @param gaps differences between slices that sampling does not explain, the largest first
/// @param importance its feature columns, the most important first
/// @param importanceRepeats how often each column was shuffled
/// @param importanceRows rows that were scored each time
/// @param raw reliability of the model's own scores
/// @param published reliability of the probabilities that are published, after calibration; equal
///   to `raw` where there is none
/// @param contributions what moves its scores; null where the model cannot be explained
/// @param profit of treating customers; null where the threshold follows from no costs
public record WinnerAnalysis(
    List<Slice> slices,
    List<SliceGap> gaps,
    List<FeatureImportance> importance,
    int importanceRepeats,
    int importanceRows,
    Reliability raw,
    Reliability published,
    @Nullable ContributionSummary contributions,
    @Nullable ProfitCurve profit) {

  public WinnerAnalysis {
    slices = List.copyOf(slices);
    gaps = List.copyOf(gaps);
    importance = List.copyOf(importance);
  }
}
