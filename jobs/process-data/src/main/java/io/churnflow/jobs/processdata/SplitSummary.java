package io.churnflow.jobs.processdata;

/// How many rows are on either side, `split.json`.
record SplitSummary(
    long trainingRows, long holdoutRows, long trainingPositives, long holdoutPositives) {}
