package io.churnflow.jobs.monitorperformance;

import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Output;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.archive.LabelStore;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A file of outcomes that a run is given.
///
/// @param name as it was named
/// @param path where it is
/// @param sha256 of its bytes
record GivenLabels(String name, Path path, String sha256) {
  private static final String ROWS = "labels.arrow";
  private static final String SAID = "labels.json";

  /// The file that was asked for, or the pipeline file's, which may not have come yet.
  ///
  /// @throws UsageException where the one that was asked for is not there
  static Optional<GivenLabels> find(RunOptions run, Option<String> asked) throws IOException {
    String usual = run.pipeline().monitoring().labels().input();
    try {
      return asked.given().isPresent()
          ? Optional.of(of(run, asked.value()))
          : usual == null ? Optional.empty() : Optional.of(of(run, usual));
    } catch (UsageException missing) {
      if (asked.given().isPresent()) {
        throw missing;
      }
      run.messages().warn("no new outcomes: " + missing.getMessage());
      return Optional.empty();
    }
  }

  private static GivenLabels of(RunOptions run, String name) throws IOException {
    Path path = run.input(name);
    return new GivenLabels(name, path, Digests.of(path).sha256());
  }

  /// Whether no earlier run was given the same.
  boolean isNew(List<LabelStore.Received> received) {
    return received.stream().noneMatch(file -> file.sha256().equals(sha256));
  }

  /// Reads the file into the step's output.
  ///
  /// @return its outcomes
  LabelStore.Kept read(RunOptions run, String asOf, Output output) throws IOException {
    Pipeline pipeline = run.pipeline();
    LabelFile.Read read =
        LabelFile.read(path, pipeline.contract(), pipeline.monitoring().labels().batchColumn());
    if (!read.sha256().equals(sha256)) {
      throw new DataException("input %s: changed while it was read".formatted(path));
    }
    LabelStore.Received said =
        new LabelStore.Received(sha256, name, run.folder().runId(), asOf, read.unlabelled());
    if (read.table().rows() == 0) {
      run.messages().warn("input %s: expected outcomes, found none in its rows".formatted(path));
    }
    output.table(ROWS, read.table());
    output.json(SAID, said);
    return LabelStore.Kept.of(said, read.table());
  }

  /// Keeps what a published step has read for later runs; once more where a try was killed on the
  /// way.
  static void keep(LabelStore store, Path step) throws IOException {
    Path said = step.resolve(SAID);
    if (Files.exists(said)) {
      store.keep(Json.read(said, LabelStore.Received.class), step.resolve(ROWS));
    }
  }
}
