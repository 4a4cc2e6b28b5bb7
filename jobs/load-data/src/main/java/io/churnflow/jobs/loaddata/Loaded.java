package io.churnflow.jobs.loaddata;

import java.util.List;

/// What was read.
///
/// @param rows how many, at least 1
/// @param putAside how many rows are not among them since they could not be read
/// @param sha256 digest of exactly the bytes that were read
/// @param warnings what people are to know
record Loaded(long rows, long putAside, String sha256, List<String> warnings) {
  Loaded {
    warnings = List.copyOf(warnings);
  }
}
