package io.churnflow.jobs.evaluatemodel;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.CandidateFiles;
import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.util.Map;
import java.util.TreeMap;

/// What a run in MLflow says of where it came from, so that the training can be done again from the
/// run alone: `make reproduce` reads it.
final class Provenance {
  static final String PIPELINE = "pipeline.yaml";

  private Provenance() {}

  /// Tags of the parent run: the input file and its digest.
  static Map<String, String> ofTraining(RunFolder run) {
    JsonNode loaded = Json.read(run.resolve("load-data/result.json"), JsonNode.class);
    return Map.of(
        "churnflow.input", loaded.path("input").asText(),
        "churnflow.input_sha256", loaded.path("input_sha256").asText());
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

  /// The run's own copy of the pipeline file.
  static byte[] pipeline(RunFolder run) {
    try {
      return Files.readAllBytes(run.resolve(PIPELINE));
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
