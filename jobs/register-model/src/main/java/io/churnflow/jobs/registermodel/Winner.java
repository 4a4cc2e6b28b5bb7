package io.churnflow.jobs.registermodel;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.CandidateFiles;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.Receipt;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/// The candidate that evaluate-model named winner, and where in MLflow it is.
///
/// @param evaluation all candidates' measurements
/// @param summary the winner's training
/// @param receipt when and by which build it was trained
/// @param runId its MLflow run
/// @param modelId its model in that run
/// @param modelSha256 digest of its model file
/// @param trainingIdsSha256 digest of its training ids
/// @param referenceSha256 digest of its reference for drift
record Winner(
    Evaluation evaluation,
    TrainingSummary summary,
    Receipt receipt,
    String runId,
    String modelId,
    String modelSha256,
    String trainingIdsSha256,
    String referenceSha256) {
  private static final String REFERENCE = "evaluate-model/" + DriftReference.FILE;

  static Winner read(RunFolder run) {
    Evaluation evaluation =
        Json.read(run.resolve("evaluate-model/evaluation.json"), Evaluation.class);
    Path folder = run.resolve(CandidateFiles.folder(evaluation.winner()));
    Path result = run.resolve("evaluate-model/result.json");
    return new Winner(
        evaluation,
        Json.read(folder.resolve(CandidateFiles.SUMMARY), TrainingSummary.class),
        Json.read(folder.resolve("receipt.json"), Receipt.class),
        id(result, "runs", evaluation.winner()),
        id(result, "models", evaluation.winner()),
        digest(folder.resolve(CandidateFiles.MODEL)),
        digest(folder.resolve(CandidateFiles.TRAINING_IDS)),
        digest(run.resolve(REFERENCE)));
  }

  private static String id(Path result, String kind, String algorithm) {
    String id = Json.read(result, JsonNode.class).path(kind).path(algorithm).asText();
    if (id.isEmpty()) {
      throw new DataException(
          "%s: %s.%s: expected an id of MLflow, found none".formatted(result, kind, algorithm));
    }
    return id;
  }

  /// The files that the step reads.
  String[] files() {
    Stream<String> trained =
        Stream.of(CandidateFiles.MODEL, CandidateFiles.SUMMARY, CandidateFiles.TRAINING_IDS)
            .map(file -> CandidateFiles.path(algorithm(), file));
    return Stream.concat(trained, Stream.of(REFERENCE)).toArray(String[]::new);
  }

  String algorithm() {
    return evaluation.winner();
  }

  private static String digest(Path file) {
    try {
      return Digests.of(file).sha256();
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
