package io.churnflow.jobs.evaluatemodel;

import io.churnflow.contracts.CandidateFiles;
import io.churnflow.contracts.Evaluation;
import io.churnflow.contracts.TrialTable;
import io.churnflow.contracts.drift.DriftReference;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.mlflow.AirflowTags;
import io.churnflow.runtime.mlflow.Artifacts;
import io.churnflow.runtime.mlflow.DataSet;
import io.churnflow.runtime.mlflow.Experiments;
import io.churnflow.runtime.mlflow.Measurement;
import io.churnflow.runtime.mlflow.Mlflow;
import io.churnflow.runtime.mlflow.ModelStore;
import io.churnflow.runtime.mlflow.NewRun;
import io.churnflow.runtime.mlflow.Tags;
import io.churnflow.runtime.mlflow.Together;
import io.churnflow.runtime.mlflow.TrackedRun;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/// Writes an evaluation into MLflow: a parent run, and nested in it a run for each candidate.
///
/// Runs are found again by their step key, and everything is logged with fixed times, so that a try
/// after a killed one finishes what that one began. A run is `FINISHED` only when nothing of it is
/// missing; the parent is the last.
final class ExperimentLog {
  /// By this tag MLflow's page of a run shows the file as a table.
  private static final String TRIALS_TABLE =
      Json.line(List.of(Map.of("path", CandidateFiles.TRIALS, "type", "table")));

  /// What MLflow's page of a run shows as its description.
  private static final String NOTE = "mlflow.note.content";

  private static final String STEP = "evaluate-model";

  private final RunOptions run;
  private final Experiments experiments;
  private final Artifacts artifacts;
  private final ModelLog models;
  private final List<DataSet> inputs;
  private final String digest;
  private final String reason;

  /// @param inputs training and hold-out rows
  /// @param digest of everything that the evaluation depends on
  /// @param reason why the training was started; empty where nobody has said so
  ExperimentLog(Mlflow mlflow, RunOptions run, List<DataSet> inputs, String digest, String reason) {
    this.run = run;
    this.experiments = mlflow.experiments();
    this.artifacts = mlflow.artifacts();
    this.models = new ModelLog(mlflow, run.pipeline().contract(), inputs);
    this.inputs = inputs;
    this.digest = digest;
    this.reason = reason;
  }

  /// @param ranked the candidates, best first
  /// @param page the report, HTML
  /// @param reference what the winner's data looked like, JSON
  Logged write(List<Measured> ranked, Evaluation evaluation, byte[] page, byte[] reference) {
    String experiment = experiments.findOrCreate(run.folder().pipeline());
    TrackedRun parent = experiments.findOrCreate(experiment, parent(ranked));
    // Before the nested runs, side by side, bring the same tables.
    experiments.logInputs(parent, inputs);
    byte[] report = Json.bytes(evaluation);
    List<Logged.Candidate> nested =
        Together.map(
            ranked,
            measured -> {
              NewRun asked = nested(parent, measured);
              TrackedRun child = experiments.findOrCreate(experiment, asked);
              if (measured.equals(ranked.getFirst())) {
                artifacts.upload(child, DriftReference.FILE, reference);
              }
              String model = log(child, asked.stepKey(), measured, ranked, report);
              return new Logged.Candidate(measured.algorithm(), child.runId(), model);
            });
    logWinner(parent, ranked, report, page);
    Logged logged = new Logged(experiment, parent.runId(), nested);
    supersedeOthers(logged);
    return logged;
  }

  private NewRun parent(List<Measured> ranked) {
    long start = ranked.stream().mapToLong(measured -> started(measured)).min().orElseThrow();
    String commit = ranked.getFirst().candidate().receipt().commit();
    return newRun(STEP, run.folder().runId(), start, AirflowTags.ofThisTask(run, commit));
  }

  private NewRun nested(TrackedRun parent, Measured measured) {
    Map<String, String> tags = AirflowTags.of(run, measured.candidate().receipt());
    tags.put("mlflow.parentRunId", parent.runId());
    String algorithm = measured.algorithm();
    return newRun(STEP + "/" + algorithm, algorithm, started(measured), tags);
  }

  private NewRun newRun(String step, String name, long start, Map<String, String> tags) {
    String key =
        "%s/%s/%s@%s"
            .formatted(run.folder().pipeline(), run.folder().runId(), step, digest.substring(0, 8));
    return new NewRun(key, run.folder().relative(run.folder().path()), name, start, tags);
  }

  /// @return the id of the candidate's model
  private String log(
      TrackedRun child, String stepKey, Measured measured, List<Measured> ranked, byte[] report) {
    byte[] trials = Candidate.trials(run.folder(), measured.algorithm());
    Map<String, String> tags = tags(measured, ranked, trials);
    Map<String, String> parameters = parameters(measured.candidate());
    // The metrics come with the model that they are of.
    experiments.log(child, new Measurement(ended(measured), Map.of(), parameters, tags));
    experiments.logInputs(child, inputs);
    String model = models.log(child, stepKey, measured, parameters, ended(measured)).modelId();
    Map<String, byte[]> files = new LinkedHashMap<>();
    files.put(ModelStore.TRAINING_IDS_FILE, measured.candidate().trainingIds());
    measured.plots().forEach((name, svg) -> files.put("evaluation/" + name, svg));
    files.put("evaluation/evaluation.json", report);
    files.put(CandidateFiles.TRIALS, trials);
    upload(child, files);
    experiments.finish(child, ended(measured));
    return model;
  }

  private void upload(TrackedRun run, Map<String, byte[]> files) {
    Together.run(
        files.entrySet().stream()
            .<Runnable>map(file -> () -> artifacts.upload(run, file.getKey(), file.getValue()))
            .toList());
  }

  private Map<String, String> tags(Measured measured, List<Measured> ranked, byte[] trials) {
    Candidate candidate = measured.candidate();
    Map<String, String> tags = new TreeMap<>();
    tags.put(Tags.WINNER, Boolean.toString(measured.equals(ranked.getFirst())));
    tags.put(Tags.ALGORITHM, measured.algorithm());
    tags.put(Tags.MODEL_SHA256, candidate.summary().modelSha256());
    tags.putAll(AirflowTags.of(run, candidate.receipt()));
    tags.putAll(Provenance.ofCandidate(run.folder(), measured.algorithm()));
    tags.put("mlflow.loggedArtifacts", TRIALS_TABLE);
    tags.put(
        NOTE,
        new CandidateNote(
                run.pipeline().training().metric(), run.pipeline().threshold().rule(), ranked)
            .of(measured, Json.parse(trials, TrialTable.class, CandidateFiles.TRIALS)));
    return tags;
  }

  private static Map<String, String> parameters(Candidate candidate) {
    Map<String, String> parameters = new LinkedHashMap<>(candidate.summary().parameters());
    parameters.put("algorithm", candidate.summary().algorithm());
    parameters.put("seed", Long.toString(candidate.summary().seed()));
    parameters.put("folds", Integer.toString(candidate.summary().folds()));
    parameters.put("threshold", Double.toString(candidate.summary().threshold()));
    return parameters;
  }

  /// The parent shows the winner's numbers.
  private void logWinner(TrackedRun parent, List<Measured> ranked, byte[] report, byte[] page) {
    Measured winner = ranked.getFirst();
    Map<String, String> parameters = new TreeMap<>(Provenance.parameters(run.folder()));
    parameters.put("winner", winner.algorithm());
    parameters.put("metric", run.pipeline().training().metric().label());
    parameters.put(
        "algorithms", String.join(",", ranked.stream().map(Measured::algorithm).sorted().toList()));
    Map<String, String> tags = AirflowTags.ofThisTask(run, winner.candidate().receipt().commit());
    tags.putAll(Provenance.ofTraining(run.folder()));
    if (!reason.isBlank()) {
      tags.put(Tags.REASON, reason);
    }
    tags.put(NOTE, Note.of(run, ranked));
    experiments.log(parent, new Measurement(ended(winner), winner.metrics(), parameters, tags));
    Map<String, byte[]> files = new TreeMap<>(Provenance.files(run.folder()));
    files.put("evaluation/evaluation.json", report);
    files.put("report.html", page);
    upload(parent, files);
    experiments.finish(parent, Instant.now().toEpochMilli());
  }

  /// Earlier work for the same Airflow run, with other inputs or code, and what a lost answer may
  /// have left twice.
  private void supersedeOthers(Logged logged) {
    String parent = logged.parentRunId();
    Set<String> current = new TreeSet<>(Set.of(parent));
    current.addAll(logged.runs().values());
    String folder = run.folder().relative(run.folder().path());
    experiments.inFolder(logged.experimentId(), folder).stream()
        .filter(other -> !current.contains(other.runId()))
        .filter(other -> !other.tags().containsKey(Tags.SUPERSEDED_BY))
        .forEach(other -> experiments.supersede(other, parent, Instant.now().toEpochMilli()));
  }

  private static long started(Measured measured) {
    return Instant.parse(measured.candidate().receipt().started()).toEpochMilli();
  }

  private static long ended(Measured measured) {
    return Instant.parse(measured.candidate().receipt().finished()).toEpochMilli();
  }
}
