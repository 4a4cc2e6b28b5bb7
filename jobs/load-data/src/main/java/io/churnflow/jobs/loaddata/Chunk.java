package io.churnflow.jobs.loaddata;

/// Whole records of a CSV file.
///
/// @param bytes holds them
/// @param from where they begin
/// @param to where they end
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record Chunk(byte[] bytes, int from, int to) {}
