package io.churnflow.runtime;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What a job tells people while it works, on standard error; warnings are also kept for the
/// outcome.
public final class Messages {
  private final String job;
  private final PrintStream err;
  private final List<String> warnings = Collections.synchronizedList(new ArrayList<>());

  Messages(String job, PrintStream err) {
    this.job = job;
    this.err = err;
  }

  /// Tells of something that is not wrong enough to stop.
  public void warn(String message) {
    warnings.add(message);
    err.println("churnflow %s: warning: %s".formatted(job, oneLine(message)));
  }

  /// Tells of one of several things that are wrong, before the error that ends the job.
  public void problem(String message) {
    err.println("churnflow %s: problem: %s".formatted(job, oneLine(message)));
  }

  /// Tells how far the work is.
  ///
  /// @param what what is being done
  /// @param done how many parts of it
  /// @param total out of how many
  void progress(String what, long done, long total) {
    err.println("churnflow %s: %s %d/%d".formatted(job, what, done, total));
  }

  /// The warnings so far.
  List<String> warnings() {
    return List.copyOf(warnings);
  }

  /// The text with every control character made visible, so that it stays on its line.
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder(text.length());
    for (char c : text.toCharArray()) {
      line.append(Character.isISOControl(c) || c == '\u2028' || c == '\u2029' ? ' ' : c);
    }
    return line.toString();
  }
}
