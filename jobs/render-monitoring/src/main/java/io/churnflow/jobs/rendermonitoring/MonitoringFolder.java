package io.churnflow.jobs.rendermonitoring;

import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Durable;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.UsageException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;

/// The folder of all pipelines' pages, `monitoring/` on the shared volume. Each file is put in its
/// place by one rename.
///
/// @param path of the folder
/// @param warnings takes what cannot be read
record MonitoringFolder(Path path, Consumer<String> warnings) {
  /// The page of all pipelines.
  static final String OVERVIEW = "index.html";

  /// A pipeline's page. No name of a pipeline has a dash in it.
  static String page(String pipeline) {
    return pipeline.equals("index") ? "pipeline-index.html" : pipeline + ".html";
  }

  /// What was last said of a pipeline, if that can be read: a page is made anew whatever became of
  /// the one before.
  Optional<PipelineStatus> known(String pipeline) {
    Path file = path.resolve(pipeline + ".json");
    return Files.exists(file) ? read(file) : Optional.empty();
  }

  private Optional<PipelineStatus> read(Path file) {
    try {
      return Optional.of(Json.read(file, PipelineStatus.class));
    } catch (DataException | UsageException unreadable) {
      warnings.accept("left out: " + unreadable.getMessage());
      return Optional.empty();
    }
  }

  void write(String name, byte[] bytes) throws IOException {
    Files.createDirectories(path);
    Durable.replace(path.resolve(name), bytes);
  }

  void write(PipelineStatus status) throws IOException {
    write(status.pipeline() + ".json", Json.bytes(status));
  }

  /// Makes the page of all pipelines from what is said of each. Where another pipeline says
  /// something meanwhile, it is made once more, so that the last one to write has seen all.
  void writeOverview() throws IOException {
    List<PipelineStatus> shown = List.of();
    for (List<PipelineStatus> now = all(); !now.equals(shown); now = all()) {
      shown = now;
      write(OVERVIEW, new OverviewPage(shown).page().bytes());
    }
  }

  private List<PipelineStatus> all() throws IOException {
    List<PipelineStatus> all = new ArrayList<>();
    try (Stream<Path> files = Files.list(path)) {
      files
          .filter(file -> file.getFileName().toString().matches("[a-z][a-z0-9_]*\\.json"))
          .sorted()
          .forEach(file -> read(file).ifPresent(all::add));
    }
    return all;
  }
}
