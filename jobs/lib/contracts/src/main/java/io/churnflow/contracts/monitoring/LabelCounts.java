package io.churnflow.contracts.monitoring;

/// What is known of the outcomes of a batch's customers.
///
/// @param labelled customers of whom it is known, without those of contradicting outcomes
/// @param positives those among them who have left
/// @param missing customers of whom it is not known
/// @param contradicting customers who are said to have left and to have stayed: not measured
/// @param late customers of whom it became known late; measured all the same
/// @param early customers of whom it was said before the batch was due
/// @param duplicates outcomes that say once more what is known
/// @param unknownIds outcomes for this batch of ids that it did not score
public record LabelCounts(
    long labelled,
    long positives,
    long missing,
    long contradicting,
    long late,
    long early,
    long duplicates,
    long unknownIds) {}
