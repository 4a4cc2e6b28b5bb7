package io.churnflow.jobs.validatedata;

/// One row that breaks a rule.
///
/// @param row its number in the input, from 1, not counting the header
/// @param found what stands there, in words; of a personal column only that something does
record Sample(long row, String found) {}
