package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.CandidateFiles;
import io.churnflow.contracts.Receipt;
import io.churnflow.contracts.TrainingSummary;
import io.churnflow.learning.onnx.DamagedModelException;
import io.churnflow.learning.onnx.OnnxReader;
import io.churnflow.learning.onnx.StoredModel;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/// What train-model left of one candidate.
///
/// @param summary parameters, threshold and out-of-fold metrics
/// @param file the model file's bytes
/// @param model what they hold
/// @param trainingIds digests of the ids it was trained on
/// @param receipt when it was trained, by which try
@SuppressWarnings("ArrayRecordComponent") // whole files, read once and handed on
record Candidate(
    TrainingSummary summary, byte[] file, StoredModel model, byte[] trainingIds, Receipt receipt) {

  private static final List<String> READ =
      List.of(
          CandidateFiles.MODEL,
          CandidateFiles.SUMMARY,
          CandidateFiles.TRAINING_IDS,
          CandidateFiles.TRIALS);

  /// The files that the step reads of a candidate.
  static String[] files(String algorithm) {
    return READ.stream().map(file -> CandidateFiles.path(algorithm, file)).toArray(String[]::new);
  }

  /// @throws DataException where the model file is damaged or is another than training speaks of
  static Candidate read(RunFolder run, String algorithm) {
    Path folder = run.resolve(CandidateFiles.folder(algorithm));
    TrainingSummary summary =
        Json.read(folder.resolve(CandidateFiles.SUMMARY), TrainingSummary.class);
    byte[] file = bytes(folder.resolve(CandidateFiles.MODEL));
    if (!Digests.sha256(file).equals(summary.modelSha256())) {
      throw new DataException(
          "%s: expected SHA-256 %s as in %s, found %s"
              .formatted(
                  folder.resolve(CandidateFiles.MODEL),
                  summary.modelSha256(),
                  CandidateFiles.SUMMARY,
                  Digests.sha256(file)));
    }
    return new Candidate(
        summary,
        file,
        model(file, folder.resolve(CandidateFiles.MODEL)),
        bytes(folder.resolve(CandidateFiles.TRAINING_IDS)),
        Json.read(folder.resolve("receipt.json"), Receipt.class));
  }

  /// The table of its search, as MLflow shows tables.
  static byte[] trials(RunFolder run, String algorithm) {
    return bytes(run.resolve(CandidateFiles.path(algorithm, CandidateFiles.TRIALS)));
  }

  private static StoredModel model(byte[] file, Path path) {
    try {
      return OnnxReader.read(file);
    } catch (DamagedModelException damaged) {
      throw new DataException(path + ": " + damaged.getMessage(), damaged);
    }
  }

  private static byte[] bytes(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException unreadable) {
      throw new UncheckedIOException(unreadable);
    }
  }
}
