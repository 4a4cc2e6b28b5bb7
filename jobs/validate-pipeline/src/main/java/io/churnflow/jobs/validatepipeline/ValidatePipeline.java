package io.churnflow.jobs.validatepipeline;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.PipelineCheck;
import io.churnflow.runtime.PipelineFile;
import io.churnflow.runtime.PipelineSchema;
import io.churnflow.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// Says everything that is wrong with a pipeline file, a line each, where the other jobs stop at
/// the first; ends with 2 where anything is.
public final class ValidatePipeline implements Job {
  /// More than anybody reads at once; the error says how many there are.
  private static final int MOST_SHOWN = 100;

  private final Options options =
      Options.withoutRun(
          "validate-pipeline", "Finds everything that is wrong with a pipeline file.");
  private final Option<Path> file =
      options.optional("--file", Path.class, "The pipeline file, <name>.yaml.");
  private final Option<Path> schema =
      options.optional(
          "--write-schema",
          Path.class,
          "Instead: where to write the JSON Schema of pipeline files, for editors.");

  public static void main(String[] args) {
    Job.main(new ValidatePipeline(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws IOException {
    if (schema.given().isPresent()) {
      Durable.replace(schema.value(), PipelineSchema.bytes());
      return new Outcome(Json.object().put("path", schema.value().toString()));
    }
    return check(file.expect("the pipeline file"));
  }

  private Outcome check(Path given) {
    List<String> problems = new ArrayList<>(PipelineCheck.problems(given));
    if (!problems.isEmpty()) {
      throw refusal(given, problems);
    }
    Pipeline pipeline = PipelineFile.read(given);
    String called = String.valueOf(given.getFileName());
    if (!called.equals(pipeline.name() + ".yaml")) {
      problems.add(
          "name: expected that of the file, %s, found '%s'"
              .formatted(called.replaceFirst("\\.yaml$", ""), pipeline.name()));
    }
    problems.addAll(ModelChecks.problems(pipeline));
    if (!problems.isEmpty()) {
      throw refusal(given, problems);
    }
    pipeline.cautions().forEach(options.messages()::warn);
    ObjectNode outcome = Json.object().put("pipeline", pipeline.name());
    outcome.set("features", Json.tree(pipeline.featureNames()));
    return new Outcome(outcome);
  }

  private UsageException refusal(Path given, List<String> problems) {
    problems.stream().limit(MOST_SHOWN).forEach(options.messages()::problem);
    return new UsageException(
        "pipeline file %s: expected nothing wrong, found %d %s: %s"
            .formatted(
                given,
                problems.size(),
                problems.size() == 1 ? "problem" : "problems, the first",
                problems.getFirst()));
  }
}
