package io.churnflow.runtime;

import io.churnflow.contracts.pipeline.Pipeline;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/// The options that every job has: which run of which pipeline, and where the shared volume is.
/// Each is also a variable.
public final class RunOptions {
  private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9_]{0,62}");

  @Option(names = "--home", required = true, description = "Folder of the shared volume.")
  private Path home = Path.of("");

  @Option(names = "--pipeline", required = true, description = "Name of the pipeline.")
  private String pipelineName = "";

  @Option(names = "--run-id", required = true, description = "Id of the run, as Airflow has it.")
  private String runId = "";

  @Option(names = "--pipelines", description = "Folder of the pipeline files.")
  private @Nullable Path pipelines;

  @Option(
      names = "--input-roots",
      description = "Folders, joined by ':', that input files may lie under; default: the inbox.")
  private @Nullable String inputRoots;

  @Option(names = "--jobs", description = "Folder of the jobs' jars.")
  private @Nullable Path jobs;

  @Option(names = "--threads", description = "Number of threads; default: the processors.")
  private int threads = Runtime.getRuntime().availableProcessors();

  private String job = "";
  private Environment environment = new Environment(java.util.Map.of());
  private Messages messages = new Messages("", System.err);
  private @Nullable Pipeline pipeline;

  void attach(String jobName, Environment given, Messages listener) {
    this.job = jobName;
    this.environment = given;
    this.messages = listener;
  }

  /// The pipeline, as the run's own copy of its file says. The run's first job makes that copy.
  public Pipeline pipeline() {
    Pipeline known = pipeline;
    if (known == null) {
      known = loadPipeline();
      pipeline = known;
    }
    return known;
  }

  private Pipeline loadPipeline() {
    Path copy = folder().resolve("pipeline.yaml");
    if (Files.exists(copy)) {
      tidy(copy);
    } else {
      copyPipeline(copy);
    }
    Pipeline read = PipelineFile.read(copy);
    if (!read.name().equals(pipelineName)) {
      throw new UsageException(
          "pipeline file %s: name: expected %s as the file is called, found %s"
              .formatted(copy, pipelineName, read.name()));
    }
    return read;
  }

  /// A try that was killed just after it had made the copy may have left its draft.
  private static void tidy(Path copy) {
    try {
      Draft.removeLeftovers(copy);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  private void copyPipeline(Path copy) {
    Path folder = pipelines;
    if (folder == null) {
      throw new UsageException(
          "--pipelines (or CHURNFLOW_PIPELINES): expected the folder of the pipeline files, found nothing");
    }
    Path file = folder.resolve(pipelineName + ".yaml");
    byte[] bytes = PipelineFile.bytes(file);
    Pipeline read = PipelineFile.parse(bytes, file);
    if (!read.name().equals(pipelineName)) {
      throw new UsageException(
          "pipeline file %s: name: expected %s as the file is called, found %s"
              .formatted(file, pipelineName, read.name()));
    }
    try {
      Durable.create(copy, bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// Where this run's files lie.
  public RunFolder folder() {
    if (!NAME.matcher(pipelineName).matches()) {
      throw new UsageException(
          "--pipeline: expected lower-case letters, digits and _, found '%s'"
              .formatted(pipelineName));
    }
    return new RunFolder(home.toAbsolutePath().normalize(), pipelineName, runId);
  }

  /// Begins this job's step of the run.
  public Step step(String name) {
    return new Step(this, name);
  }

  /// Begins a step that other steps of the run have beside each other, such as one an algorithm.
  public Step step(String name, String key) {
    return new Step(this, name).key(key);
  }

  /// An input file from outside, if it lies under the allowed roots.
  public Path input(String path) {
    return InputPath.resolve(path, roots());
  }

  private List<Path> roots() {
    String given = inputRoots;
    return given == null
        ? List.of(folder().home().resolve("inbox"))
        : Arrays.stream(given.split(":")).filter(root -> !root.isBlank()).map(Path::of).toList();
  }

  /// Folder of the jobs' jars.
  Path jobs() {
    Path folder = jobs;
    if (folder == null) {
      throw new UsageException(
          "--jobs (or CHURNFLOW_JOBS): expected the folder of the jobs' jars, found nothing");
    }
    return folder;
  }

  /// Number of threads, at least 1.
  public int threads() {
    if (threads < 1) {
      throw new UsageException("--threads: expected at least 1, found " + threads);
    }
    return threads;
  }

  /// The environment, for what is no option (credentials).
  public Environment environment() {
    return environment;
  }

  /// Warnings to people.
  public Messages messages() {
    return messages;
  }

  /// Progress of a long piece of work.
  ///
  /// @param total number of its parts
  public Progress progress(String what, long total) {
    return new Progress(messages, what, total);
  }

  /// The job's name.
  public String job() {
    return job;
  }
}
