package io.churnflow.jobs.loaddata;

/// The fast path has met something that it does not read with certainty; [CsvReader] reads the file
/// instead, and has the say on what is wrong with it, if anything is.
final class NotPlainException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  NotPlainException() {
    super(null, null, false, false);
  }
}
