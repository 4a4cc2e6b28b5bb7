package io.churnflow.jobs.profiledata;

import io.churnflow.learning.profile.ColumnProfile;
import io.churnflow.learning.profile.NumberSummary;
import io.churnflow.learning.profile.TableProfile;
import io.churnflow.reporting.html.Node;
import java.util.List;
import java.util.Locale;
import java.util.Objects;

/// What the numbers are, and how far they can be trusted.
///
/// @param profile what was counted
record MethodSection(TableProfile profile) {

  List<Node> nodes() {
    List<String> words =
        List.of(
            "Counted over all rows in one pass. Counts, shares, means, deviations, minima, maxima, churn rates, correlations and covariances are exact.",
            quantiles(),
            "Distinct values: a count up to 8,192; beyond that an estimate (≈) with a standard error of 1.6 % (Beyer and others 2007).",
            "Outliers: beyond Tukey's fences, 1.5 times the distance of the quartiles (1977). Intervals of rates: Wilson's, 95 % (1927).",
            "Mutual information: of the target and the column's categories, or its ranges of equal rows (ten at most), missing being one of its own; less what chance gives (Miller 1955). Cramér's V: of the same, bias-corrected (Bergsma 2013).",
            "AUC alone: of numbers, the number itself as the score, over the rows that have one. Of categories, each one's churn rate in one half of the rows as the score in the other half, so that rare categories gain nothing.",
            "Values of the id, of personal columns and of columns that no model sees are shown nowhere.");
    return List.of(
        Node.of("h2", "How this was counted"),
        Node.of("ul", words.stream().map(word -> Node.of("li", word)).toList()));
  }

  private String quantiles() {
    double worst =
        profile.columns().stream()
            .map(ColumnProfile::numbers)
            .filter(Objects::nonNull)
            .mapToDouble(NumberSummary::relativeError)
            .max()
            .orElse(0);
    return worst == 0
        ? "Quantiles, histograms and areas under the ROC curve are exact, too."
        : String.format(
            Locale.ROOT,
            "Quantiles, fences and histograms are read off cells of neighbouring numbers where a column has more than 8,192 different ones (after UDDSketch, Epicoco and others 2020): here right to within %.2g %% of the value at worst. Numbers of one cell tie in the area under the ROC curve.",
            100 * worst);
  }
}
