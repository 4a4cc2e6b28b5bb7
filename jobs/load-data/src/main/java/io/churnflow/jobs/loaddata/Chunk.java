package io.churnflow.jobs.loaddata;

import java.util.concurrent.CompletableFuture;

/// Whole records of a CSV file.
///
/// @param bytes holds them
/// @param from where they begin
/// @param to where they end
/// @param hashed done once the file's digest holds the bytes, which must not be changed before
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied
record Chunk(byte[] bytes, int from, int to, CompletableFuture<Void> hashed) {}
