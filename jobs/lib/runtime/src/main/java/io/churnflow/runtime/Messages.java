package io.churnflow.runtime;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/// What a job tells people while it works, on standard error; warnings are also kept for the
/// outcome.
public final class Messages {
  private static final int LONGEST = 2000;

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
  public List<String> warnings() {
    return List.copyOf(warnings);
  }

  /// The text on one line: control characters become blanks. Those that nobody sees, or that change
  /// in which order the others are shown, become their code in hexadecimal. What is too long to be
  /// read is cut.
  static String oneLine(String text) {
    StringBuilder line = new StringBuilder();
    for (int place = 0; place < text.length(); place++) {
      char c = text.charAt(place);
      if (place == LONGEST) {
        return line.append("... (%d characters more)".formatted(text.length() - place)).toString();
      }
      if (Character.isISOControl(c) || c == '\u2028' || c == '\u2029') {
        line.append(' ');
      } else if (Character.getType(c) == Character.FORMAT
          || (c != ' ' && Character.isSpaceChar(c))) {
        line.append("\\u%04X".formatted((int) c));
      } else {
        line.append(c);
      }
    }
    return line.toString();
  }
}
