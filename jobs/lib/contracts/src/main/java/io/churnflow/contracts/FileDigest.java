package io.churnflow.contracts;

/// What identifies a file's content.
///
/// @param sha256 SHA-256 in 64 lower-case hex digits
/// @param bytes length
public record FileDigest(String sha256, long bytes) {}
