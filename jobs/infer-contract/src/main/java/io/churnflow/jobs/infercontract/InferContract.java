package io.churnflow.jobs.infercontract;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.pipeline.Dialect;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.contracts.pipeline.ShownValue;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Option;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.PipelineFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;

/// Reads a CSV of any size and writes the commented draft of a pipeline file that takes it.
///
/// Every cell is read, in memory that does not grow with the file, but for at most 256 MB of hashes
/// by which repeated ids are found ([DistinctHashes]) and a seeded sample of at most two million
/// cells, 3.3 million of the widest tables, by which columns that tell the target are ([Sample]).
public final class InferContract implements Job {
  private final Options options =
      Options.withoutRun("infer-contract", "Drafts a pipeline file from a CSV.");
  private final Option<Path> csv = options.required("--csv", Path.class, "The CSV.");
  private final Option<String> name =
      options.required("--name", String.class, "Name of the pipeline.");
  private final Option<Path> output =
      options.required("--output", Path.class, "The pipeline file to write; must not be there.");
  private final Option<String> input =
      options.optional(
          "--input",
          String.class,
          "The CSV as trainings look it up under the input roots; default: its file name.");
  private final Option<String> target =
      options.optional("--target", String.class, "The column to predict; default: by its name.");
  private final Option<String> positive =
      options.optional(
          "--positive", String.class, "The target's value for a customer who left; default: told.");
  private final Option<String> id =
      options.optional(
          "--id", String.class, "The column that tells rows apart; default: by its name.");
  private final Option<Long> seed = options.option("--seed", 1L, "Seed of the sample.");

  public static void main(String[] args) {
    Job.main(new InferContract(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws IOException {
    requireRoom();
    Path file = file();
    Dialect sniffed = Sniffer.dialect(file, Encodings.of(file));
    TableProfile table = TableProfile.read(file, sniffed, seed.value());
    Roles roles = new RoleFinder(table, target, positive, id).find();
    Suspicions suspicions = Suspicions.of(table, roles, seed.value());
    String shown = input.given().orElse(String.valueOf(file.getFileName()));
    PipelineDraft draft =
        new PipelineDraft(name.value(), shown, table, roles, suspicions, seed.value());
    requireFeatures(file, draft);
    byte[] bytes = draft.yaml().getBytes(StandardCharsets.UTF_8);
    requireFit(file, bytes.length);
    Pipeline pipeline = PipelineFile.parse(bytes, output.value());
    write(bytes);
    draft
        .idDoubt()
        .ifPresent(
            doubt -> options.messages().warn("id %s: %s".formatted(draft.roles().id(), doubt)));
    draft.dropped().forEach(dropped -> options.messages().warn("dropped " + dropped));
    return outcome(table, pipeline, draft);
  }

  private void write(byte[] bytes) throws IOException {
    try {
      if (!Durable.create(output.value(), bytes)) {
        throw taken();
      }
    } catch (NoSuchFileException impossible) {
      throw output.refuse(
          "expected a folder that files can be written into, found another kind: "
              + output.value());
    }
  }

  private Path file() {
    Path file = csv.value();
    if (!Files.isRegularFile(file) || !Files.isReadable(file)) {
      throw csv.refuse(
          "expected a readable file, found %s: %s"
              .formatted(Files.isDirectory(file) ? "a folder" : "none", file));
    }
    return file;
  }

  private void requireRoom() {
    if (!Pipeline.isName(name.value())) {
      throw name.refuse(
          "expected lower-case letters, digits and _, a letter first, at most 63, found "
              + ShownValue.quoted(name.value()));
    }
    if (Files.exists(output.value())) {
      throw taken();
    }
    Path place = output.value().toAbsolutePath().getParent();
    while (place != null && !Files.exists(place)) {
      place = place.getParent();
    }
    if (place == null || !Files.isDirectory(place) || !Files.isWritable(place)) {
      throw output.refuse("expected a folder that can be written, found none at " + place);
    }
  }

  private RuntimeException taken() {
    return output.refuse("expected no file there yet, found %s".formatted(output.value()));
  }

  private static void requireFeatures(Path file, PipelineDraft draft) {
    boolean plain =
        draft.suspicions().findings().stream()
            .anyMatch(finding -> finding.isKept() && finding.kind() != ColumnKind.TIMESTAMP);
    if (!plain && !draft.timestamps().areSeen()) {
      throw new DataException(
          "input %s: expected a column to learn from beside id, target and one timestamp, found none (%s)"
              .formatted(file, String.join("; ", draft.dropped())));
    }
  }

  private static void requireFit(Path file, int bytes) {
    if (bytes > PipelineFile.MOST_BYTES) {
      throw new DataException(
          "input %s, line 1: expected columns that fit into a pipeline file of %d bytes, found some that take %d"
              .formatted(file, PipelineFile.MOST_BYTES, bytes));
    }
  }

  private Outcome outcome(TableProfile table, Pipeline pipeline, PipelineDraft draft) {
    ObjectNode outcome = Json.object();
    outcome.put("pipeline", pipeline.name()).put("path", output.value().toString());
    outcome.put("rows", table.rows()).put("columns", table.columns().size());
    outcome.put("id", draft.roles().id());
    outcome.set("target", Json.tree(draft.roles().target()));
    outcome.set("dialect", Json.tree(table.dialect()));
    outcome.set("features", Json.tree(pipeline.featureNames()));
    outcome.set("dropped", Json.tree(draft.dropped()));
    return new Outcome(outcome);
  }
}
