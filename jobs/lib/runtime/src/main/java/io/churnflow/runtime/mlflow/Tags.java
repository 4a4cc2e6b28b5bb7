package io.churnflow.runtime.mlflow;

/// Names of the tags on runs and versions; docs/architecture.md lists them.
public final class Tags {
  /// `<pipeline>/<run id>/<step>[/<key>]@<digest8>`: what makes creating safe to try again.
  public static final String STEP_KEY = "churnflow.step_key";

  /// The run's folder, relative to `CHURNFLOW_HOME`. Unlike run ids, which may hold any text, it
  /// can stand in a filter.
  public static final String RUN_FOLDER = "churnflow.run_folder";

  public static final String PIPELINE = "churnflow.pipeline";
  public static final String WINNER = "churnflow.winner";
  public static final String COMMIT = "churnflow.commit";
  public static final String ALGORITHM = "churnflow.algorithm";
  public static final String MODEL_SHA256 = "churnflow.model_sha256";
  public static final String TRAINING_IDS_SHA256 = "churnflow.training_ids_sha256";

  /// Digest of the version's reference for drift.
  public static final String REFERENCE_SHA256 = "churnflow.reference_sha256";

  public static final String THRESHOLD = "churnflow.threshold";

  /// The salt of the ids in [#TRAINING_IDS_SHA256]'s file.
  public static final String SPLIT_SALT = "churnflow.split_salt";

  public static final String STATUS = "churnflow.status";
  public static final String PREDECESSOR = "churnflow.predecessor";

  /// Followed by a number from 1.
  public static final String DECISION = "churnflow.decision.";

  /// Who promoted the version against the gate's verdict, and why.
  public static final String OVERRIDE = "churnflow.override";

  /// Why a training was started, where whoever started it has said so.
  public static final String REASON = "churnflow.reason";

  /// Digest of the hold-out that the version was measured on.
  public static final String HOLDOUT_SHA256 = "churnflow.holdout_sha256";

  /// How many versions, this one included, had been measured on that hold-out by then.
  public static final String HOLDOUT_USES = "churnflow.holdout_uses";

  /// What was found: `accepted` or `refused` of a batch by the contract, `stable` to `act` by
  /// drift, `ok`, `below` or `unknown` of past predictions.
  public static final String VERDICT = "churnflow.verdict";

  /// The run that replaced this one.
  public static final String SUPERSEDED_BY = "churnflow.superseded_by";

  private Tags() {}
}
