package io.churnflow.jobs.evaluatemodel;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.CandidateFiles;
import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.archive.KnownOutcomes;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What a run in MLflow says of where it came from, so that the training can be done again from the
/// run alone: `make reproduce` reads it.
final class Provenance {
  private static final String PIPELINE = "pipeline.yaml";

  private Provenance() {}

  /// Tags of the parent run: the input file and its digest; and that of the outcomes of scored
  /// customers which it could use, where it did.
  static Map<String, String> ofTraining(RunFolder run) {
    JsonNode loaded = Json.read(run.resolve("load-data/result.json"), JsonNode.class);
    Map<String, String> tags = new TreeMap<>();
    tags.put("churnflow.input", loaded.path("input").asText());
    tags.put("churnflow.input_sha256", loaded.path("input_sha256").asText());
    outcomes(run)
        .ifPresent(used -> tags.put("churnflow.known_outcomes_sha256", used.knownSha256()));
    return tags;
  }

  /// Parameters of the parent run: where its rows are from, where that is not the input alone.
  static Map<String, String> parameters(RunFolder run) {
    Map<String, String> parameters = new TreeMap<>();
    outcomes(run)
        .ifPresent(used -> {
          parameters.put("input_rows", Long.toString(used.inputRows()));
          parameters.put("outcome_rows", Long.toString(used.outcomeRows()));
          parameters.put("outcome_batches", Long.toString(used.usedBatches()));
        });
    return parameters;
  }

  /// What the training has taken from scored customers, if it has looked at them.
  static Optional<AddedOutcomes> outcomes(RunFolder run) {
    Path file = run.resolve(AddedOutcomes.FILE);
    return Files.exists(file)
        ? Optional.of(Json.read(file, AddedOutcomes.class))
        : Optional.empty();
  }

  /// Files of the parent run: the run's own copy of the pipeline file; with outcomes, which past
  /// predictions and outcomes could be used, and what was taken of them.
  static Map<String, byte[]> files(RunFolder run) {
    Map<String, byte[]> files = new TreeMap<>();
    files.put(PIPELINE, bytes(run.resolve(PIPELINE)));
    if (outcomes(run).isPresent()) {
      files.put(KnownOutcomes.FILE, bytes(run.resolve(KnownOutcomes.FILE)));
      files.put("outcomes.json", bytes(run.resolve(AddedOutcomes.FILE)));
    }
    return files;
  }

  /// Tags of a candidate's run: the digests of its files.
  static Map<String, String> ofCandidate(RunFolder run, String algorithm) {
    Manifest manifest =
        Json.read(run.resolve(CandidateFiles.path(algorithm, "manifest.json")), Manifest.class);
    Map<String, String> tags = new TreeMap<>();
    FileDigest predictions = manifest.files().get(CandidateFiles.OUT_OF_FOLD);
    if (predictions != null) {
      tags.put("churnflow.out_of_fold_sha256", predictions.sha256());
    }
    return tags;
  }

  private static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
