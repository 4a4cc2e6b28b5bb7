package io.churnflow.runtime;

import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.ShownValue;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// The options that every job has: which run of which pipeline, and where the shared volume is.
/// Each is also a variable.
public final class RunOptions {
  private static final int DEFAULT_MEGABYTES = 64 * 1024;

  private final Option<Path> home;
  private final Option<String> pipelineName;
  private final Option<String> runId;
  private final Option<Path> pipelines;
  private final Option<String> inputRoots;
  private final Option<Integer> inputMegabytes;
  private final Option<Path> jobs;
  private final Option<Integer> threads;

  private Environment environment = new Environment(java.util.Map.of());
  private Messages messages = new Messages("", System.err);
  private @Nullable Pipeline pipeline;

  RunOptions(Options options) {
    home = options.required("--home", Path.class, "Folder of the shared volume.");
    pipelineName = options.required("--pipeline", String.class, "Name of the pipeline.");
    runId = options.required("--run-id", String.class, "Id of the run, as Airflow has it.");
    pipelines = options.optional("--pipelines", Path.class, "Folder of the pipeline files.");
    inputRoots =
        options.optional(
            "--input-roots",
            String.class,
            "Folders, joined by ':', that input files may lie under; default: the inbox.");
    inputMegabytes =
        options.option(
            "--input-megabytes",
            DEFAULT_MEGABYTES,
            "The size that an input file may have, in MiB; default: " + DEFAULT_MEGABYTES + ".");
    jobs = options.optional("--jobs", Path.class, "Folder of the jobs' jars.");
    threads =
        options.option(
            "--threads",
            Runtime.getRuntime().availableProcessors(),
            "Number of threads; default: the processors.");
  }

  void attach(Environment given, Messages listener) {
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
    expectName(read, copy);
    expectRelease(read, copy);
    return read;
  }

  private static void expectRelease(Pipeline read, Path file) {
    String version = JarVersion.version(JarVersion.load());
    if (read.release() != null && !read.release().equals(version)) {
      throw new UsageException(
          "pipeline file %s: release: expected a job of %s, found one of %s (docs/releases.md)"
              .formatted(file, read.release(), version));
    }
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
    Path file = pipelineFile();
    byte[] bytes = PipelineFile.bytes(file);
    expectName(PipelineFile.parse(bytes, file), file);
    try {
      Durable.create(copy, bytes);
    } catch (IOException failed) {
      throw new UncheckedIOException(failed);
    }
  }

  /// The file in the folder of pipeline files; where it has none, the one that was deployed.
  private Path pipelineFile() {
    String name = pipelineName.value() + ".yaml";
    Path deployed = folder().home().resolve("pipelines").resolve(name);
    Path own = pipelines.expect("the folder of the pipeline files").resolve(name);
    return Files.exists(own) || !Files.exists(deployed) ? own : deployed;
  }

  private void expectName(Pipeline read, Path file) {
    if (!read.name().equals(pipelineName.value())) {
      throw new UsageException(
          "pipeline file %s: name: expected %s as the file is called, found %s"
              .formatted(file, pipelineName.value(), read.name()));
    }
  }

  /// Where this run's files lie.
  public RunFolder folder() {
    String name = pipelineName.value();
    if (!Pipeline.isName(name)) {
      throw pipelineName.refuse(
          "expected lower-case letters, digits and _, found " + ShownValue.quoted(name));
    }
    return new RunFolder(home.value().toAbsolutePath().normalize(), name, runId.value());
  }

  /// Begins this job's step of the run.
  public Step step(String name) {
    return new Step(this, name);
  }

  /// Begins a step that other steps of the run have beside each other, such as one an algorithm.
  public Step step(String name, String key) {
    return new Step(this, name).key(key);
  }

  /// An input file from outside, if it lies under the allowed roots and is not larger than allowed.
  public Path input(String path) {
    int megabytes = inputMegabytes.value();
    if (megabytes < 1) {
      throw inputMegabytes.refuse("expected at least 1, found " + megabytes);
    }
    return InputPath.resolve(path, roots(), megabytes);
  }

  private List<Path> roots() {
    return inputRoots
        .given()
        .map(given ->
            Arrays.stream(given.split(":")).filter(root -> !root.isBlank()).map(Path::of).toList())
        .orElseGet(() -> List.of(folder().home().resolve("inbox")));
  }

  /// Folder of the jobs' jars.
  Path jobs() {
    return jobs.expect("the folder of the jobs' jars");
  }

  /// Number of threads, at least 1.
  public int threads() {
    int number = threads.value();
    if (number < 1) {
      throw threads.refuse("expected at least 1, found " + number);
    }
    return number;
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
}
