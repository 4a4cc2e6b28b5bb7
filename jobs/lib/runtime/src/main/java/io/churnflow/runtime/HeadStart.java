package io.churnflow.runtime;

/// Does on a thread of its own, while the command line is read, what every run needs soon after:
/// class initialisers and Jackson's look at our records, which take longer than a small job's work.
///
/// Whoever needs one of them earlier waits in its class's initialiser. Nothing is changed but time,
/// so nobody waits for the end of it.
final class HeadStart {
  private HeadStart() {}

  static void begin() {
    Thread.ofPlatform().daemon().name("head-start").start(HeadStart::run);
  }

  private static void run() {
    PipelineFile.prepare();
    String unused = Digests.sha256("");
    Json.prepare();
  }
}
