package io.churnflow.runtime;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.build.ContentId;
import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.contracts.Receipt;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// One step of a run: what it reads, what it is configured by, and how its folder is published.
///
/// Everything a step publishes appears at once, by one rename, or not at all. The same inputs,
/// configuration and code are not worked on twice: the step ends as reused. Other work for the same
/// place moves what was there aside first.
public final class Step {
  private final RunOptions run;
  private final String name;
  private final Publications earlier;
  private final StepInputs inputs = new StepInputs();
  private final List<Object> sections = new ArrayList<>();
  private String key = "";

  Step(RunOptions run, String name) {
    this.run = run;
    this.name = name;
    this.earlier = new Publications(run.folder());
  }

  Step key(String chosen) {
    this.key = chosen;
    return this;
  }

  /// Names files of an earlier step as inputs, such as `process-data/train.arrow`; their digests
  /// are checked.
  ///
  /// @throws UsageException where that step has not published it, or it was made from what is no
  ///   longer there
  /// @throws DataException where the file is not what was published
  public Step reads(String... files) {
    for (String file : files) {
      inputs.add(file, earlier.of(file).verified());
    }
    return this;
  }

  /// As [#reads], but the digests are checked while the work is done: nothing is published, and no
  /// other error reported, before they are found right. For work that changes nothing but its
  /// output.
  ///
  /// @throws UsageException as [#reads] does
  public Step readsWhileChecking(String... files) {
    for (String file : files) {
      inputs.addWhileChecking(file, earlier.of(file));
    }
    return this;
  }

  /// As [#reads], but the digest is taken as published: for a part of the work on a file that is
  /// read in parts. Whoever puts the parts together checks the file.
  ///
  /// @throws UsageException as [#reads] does
  public Step readsPartOf(String file) {
    inputs.add(file, earlier.of(file).digest().sha256());
    return this;
  }

  /// Names a file as an input that an earlier step publishes at times only; that it has not is an
  /// input too.
  ///
  /// @return whether it has
  /// @throws UsageException where it was made from what is no longer there
  public boolean readsIfThere(String file) {
    Optional<Published> found = earlier.ifThere(file);
    inputs.add(file, found.map(Published::verified).orElse(Publications.NONE));
    return found.isPresent();
  }

  /// Whether an earlier step has published a file.
  boolean isThere(String file) {
    return earlier.ifThere(file).isPresent();
  }

  /// Names any other input by its digest.
  ///
  /// @param input a name without `/`, which a file of the run has
  public Step fact(String input, String sha256) {
    if (input.indexOf('/') >= 0) {
      throw new IllegalArgumentException("expected a name without /, found " + input);
    }
    inputs.add(input, sha256);
    return this;
  }

  /// Names the sections of the pipeline file, and other values, that the work depends on.
  public Step configuredBy(Object... values) {
    sections.addAll(List.of(values));
    return this;
  }

  /// SHA-256 of everything the work depends on.
  public String digest() {
    return Digests.sha256(Json.line(List.of(inputs.digests(), configuration(), ContentId.value())));
  }

  /// A file of an earlier step.
  public Path file(String relative) {
    return run.folder().resolve(relative);
  }

  /// What the manifest of an earlier step says of a file of its own.
  ///
  /// @throws UsageException where that step has not published it
  public FileDigest published(String relative) {
    return earlier.of(relative).digest();
  }

  /// The folder that the step publishes.
  public Path target() {
    Path folder = run.folder().resolve(name);
    return key.isEmpty() ? folder : folder.resolve(key);
  }

  /// What fills a step's folder.
  @FunctionalInterface
  public interface Work {
    /// Does the work.
    ///
    /// @param output takes the files
    /// @return what the step reports
    Result into(Output output) throws Exception;
  }

  /// Publishes the step: does the work unless the same work is there already.
  public Outcome publish(Work work) throws Exception {
    Instant started = Instant.now();
    Workspace workspace = new Workspace(target());
    workspace.removeLeftovers();
    if (isPublished()) {
      inputs.awaitChecks();
      return reused();
    }
    try (Workspace.Temporary temporary = workspace.open()) {
      Output output = new Output(temporary.folder());
      Result result = checked(work, output, temporary);
      ObjectNode outcome = outcome(result);
      Manifest manifest =
          new Manifest(
              Manifest.VERSION,
              name,
              key,
              result.rows(),
              output.digests(),
              inputs.digests(),
              configuration(),
              ContentId.value());
      output.write("manifest.json", Json.bytes(manifest));
      output.write(
          "receipt.json", Json.bytes(Receipts.of(run, name, key, started, output.notes())));
      output.write("result.json", Json.bytes(outcome));
      output.sync();
      return temporary.publish(this::isPublished) ? new Outcome(outcome) : reused();
    }
  }

  private Result checked(Work work, Output output, Workspace.Temporary temporary) throws Exception {
    try {
      return checked(work, output);
    } catch (DataException refused) {
      throw output.isRefusedBy(refused) ? kept(refused, output, temporary) : refused;
    }
  }

  private Result checked(Work work, Output output) throws Exception {
    try {
      return work.into(output);
    } finally {
      inputs.awaitChecks();
    }
  }

  /// Keeps what a refused try has found, in place of what an earlier one had.
  private DataException kept(DataException refused, Output output, Workspace.Temporary temporary)
      throws IOException {
    output.sync();
    Path place = refused();
    boolean same = Files.exists(place) && new Output(place).digests().equals(output.digests());
    boolean unused = new Workspace(place).adopt(temporary.folder(), () -> same);
    return new DataException(
        "%s; see %s".formatted(refused.getMessage(), run.folder().relative(place)), refused);
  }

  /// Where the files of a refused try are kept, if there was one.
  public Path refused() {
    return run.folder().resolve("refused").resolve(run.folder().path().relativize(target()));
  }

  private String configuration() {
    return Digests.sha256(Json.line(sections));
  }

  /// What is damaged counts as not there, so that doing the step again mends it.
  private boolean isPublished() {
    try {
      Manifest manifest = Json.read(target().resolve("manifest.json"), Manifest.class);
      return manifest.sameWorkAs(inputs.digests(), configuration(), ContentId.value())
          && Json.isReadable(target().resolve("receipt.json"), Receipt.class)
          && Json.isReadable(target().resolve("result.json"), ObjectNode.class)
          && intact(manifest);
    } catch (UsageException | DataException missing) {
      return false;
    }
  }

  private boolean intact(Manifest manifest) {
    for (Map.Entry<String, FileDigest> file : manifest.files().entrySet()) {
      Path there = target().resolve(file.getKey());
      try {
        if (Files.size(there) != file.getValue().bytes()
            || !Digests.of(there).equals(file.getValue())) {
          return false;
        }
      } catch (IOException missing) {
        return false;
      }
    }
    return true;
  }

  private Outcome reused() {
    ObjectNode outcome = Json.read(target().resolve("result.json"), ObjectNode.class);
    outcome.put("status", "reused");
    return new Outcome(outcome);
  }

  private ObjectNode outcome(Result result) {
    ObjectNode outcome = Json.object();
    outcome.put("step", name).put("key", key).put("status", "done");
    outcome.put("path", run.folder().relative(target())).put("rows", result.rows());
    outcome.set("warnings", Json.tree(run.messages().warnings()));
    result.fields().forEach((field, value) -> outcome.set(field, Json.tree(value)));
    return outcome;
  }
}
