package io.churnflow.jobs.rendermonitoring;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.runtime.Job;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.Options;
import io.churnflow.runtime.Outcome;
import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.archive.DueDate;
import io.churnflow.runtime.archive.PerformanceEntry;
import io.churnflow.runtime.mlflow.BestEffort;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;

/// Shows how a pipeline is: what is in production, whether customers have changed, whether
/// predictions have been right, what was decided and why. It is no step of its run: what it writes
/// is of the moment, and the next one writes it anew.
public final class RenderMonitoring implements Job {
  private static final String NAME = "render-monitoring";

  private final Options options =
      new Options(NAME, "Shows how each pipeline is, as pages for people.");
  private final RunOptions run = options.run();

  public static void main(String[] args) {
    Job.main(new RenderMonitoring(), args);
  }

  @Override
  public Options options() {
    return options;
  }

  @Override
  public Outcome call() throws IOException {
    MonitoringFolder folder =
        new MonitoringFolder(
            run.folder().home().resolve("monitoring"), text -> run.messages().warn(text));
    Watched seen = look(folder);
    Answer answer = Answer.of(seen);
    Links links = Links.of(run.environment());
    String pipeline = seen.pipeline().name();
    folder.write(
        MonitoringFolder.page(pipeline), new PipelinePage(seen, answer, links).page().bytes());
    if (!seen.batches().isEmpty()) {
      folder.write(
          pipeline + "-performance.svg",
          new Charts(seen).realised(TrendSections.F1).svg().getBytes(StandardCharsets.UTF_8));
    }
    folder.write(PipelineStatus.of(seen, answer));
    folder.writeOverview();
    return outcome(seen, answer);
  }

  private Watched look(MonitoringFolder folder) throws IOException {
    Pipeline pipeline = run.pipeline();
    String now = Instant.now().truncatedTo(ChronoUnit.SECONDS).toString();
    Optional<PipelineStatus> before = folder.known(pipeline.name());
    RegistryLook look = new RegistryLook(pipeline.name(), now, text -> run.messages().warn(text));
    Optional<RegistryFacts> answered =
        BestEffort.ask(run, "what has become of versions", mlflow -> look.facts(mlflow.registry()))
            .value();
    Optional<RegistryFacts> registry = answered.or(() -> before.map(PipelineStatus::registry));
    DueDate due = new DueDate(pipeline.monitoring().labels().dueDays(), now);
    BatchHistory history = new BatchHistory(run.folder(), due, run.messages()::warn);
    List<PerformanceEntry> looks = history.looks();
    return new Watched(
        pipeline,
        now,
        new ProductionLook(run.folder(), registry, answered.isPresent(), run.messages()::warn)
            .production(),
        history.batches(looks),
        looks,
        !looks.isEmpty() && !history.isThere(looks.getFirst()),
        registry,
        answered.isPresent()
            ? Optional.empty()
            : before.map(PipelineStatus::missingSince).or(() -> Optional.of(now)));
  }

  private Outcome outcome(Watched seen, Answer answer) {
    ObjectNode result = Json.object();
    result.put("step", NAME).put("key", "").put("status", "done");
    result.put("path", "monitoring/" + MonitoringFolder.page(seen.pipeline().name()));
    result.put("rows", seen.batches().size());
    result.set("warnings", Json.tree(run.messages().warnings()));
    result.set("state", Json.tree(answer.state()));
    result.put("answer", answer.headline() + " " + answer.why());
    return new Outcome(result);
  }
}
