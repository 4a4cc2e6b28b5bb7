package io.churnflow.runtime;

import java.util.concurrent.Callable;

/// One step of a pipeline: its options are environment variables too, its outcome is one line of
/// JSON.
public interface Job extends Callable<Outcome> {

  /// What it can be asked.
  Options options();

  /// Does the work.
  ///
  /// @throws JobException to end with a code of the table and one line
  @Override
  Outcome call() throws Exception;

  /// Runs a job as this process: never returns.
  static void main(Job job, String[] args) {
    int code = new Launcher(Environment.ofProcess(), System.out, System.err).run(job, args);
    System.out.flush();
    System.err.flush();
    System.exit(code);
  }
}
