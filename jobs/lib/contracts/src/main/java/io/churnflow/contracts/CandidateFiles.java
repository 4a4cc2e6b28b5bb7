package io.churnflow.contracts;

/// The files of a candidate's folder, `train-model/<algorithm>`, which train-model writes.
public final class CandidateFiles {
  /// The model.
  public static final String MODEL = "model.onnx";

  /// What training says of it, [TrainingSummary].
  public static final String SUMMARY = "training.json";

  /// Digests of the ids that it was trained on.
  public static final String TRAINING_IDS = "training_ids.bin";

  /// The trials of its search, [TrialTable].
  public static final String TRIALS = "trials.json";

  /// Its out-of-fold predictions of the training rows.
  public static final String OUT_OF_FOLD = "out_of_fold.arrow";

  private static final String STEP = "train-model";

  private CandidateFiles() {}

  /// The candidate's folder, relative to the run's.
  public static String folder(String algorithm) {
    return STEP + "/" + algorithm;
  }

  /// One of its files, relative to the run's folder.
  public static String path(String algorithm, String file) {
    return folder(algorithm) + "/" + file;
  }
}
