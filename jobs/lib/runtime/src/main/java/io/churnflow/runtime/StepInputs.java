package io.churnflow.runtime;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// What a step's work depends on besides configuration and code: the SHA-256 of each input. Digests
/// of large files are checked while the work is done.
final class StepInputs {
  private final Map<String, String> digests = new TreeMap<>();
  private final List<FutureTask<String>> checks = new ArrayList<>();

  void add(String input, String sha256) {
    digests.put(input, sha256);
  }

  /// Takes a file's digest from the manifest, and begins to check it beside the work.
  void addWhileChecking(String input, Published file) {
    digests.put(input, file.digest().sha256());
    FutureTask<String> check = new FutureTask<>(file::verified);
    Thread unused = Thread.ofVirtual().name("check").start(check);
    checks.add(check);
  }

  /// By the inputs' names, in their order.
  Map<String, String> digests() {
    return Collections.unmodifiableMap(digests);
  }

  /// @throws DataException where an input is not what was published
  void awaitChecks() throws InterruptedException {
    for (FutureTask<String> check : checks) {
      try {
        String unused = check.get();
      } catch (ExecutionException failed) {
        switch (failed.getCause()) {
          case RuntimeException wrong -> throw wrong;
          case Error error -> throw error;
          case null, default -> throw new IllegalStateException(failed);
        }
      }
    }
  }
}
