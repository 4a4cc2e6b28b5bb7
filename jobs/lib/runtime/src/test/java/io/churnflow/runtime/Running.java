package io.churnflow.runtime;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// Runs a small job in this process, as the launcher would run it in its own.
final class Running {
  private final ByteArrayOutputStream out = new ByteArrayOutputStream();
  private final ByteArrayOutputStream err = new ByteArrayOutputStream();
  private final Map<String, String> variables = new TreeMap<>();

  Running(Path home) {
    variables.put("CHURNFLOW_HOME", home.toString());
    variables.put("CHURNFLOW_PIPELINE", "sample");
    variables.put("CHURNFLOW_RUN_ID", "manual__2026-11-23T06:00:00+00:00");
  }

  Running with(String variable, String value) {
    variables.put(variable, value);
    return this;
  }

  int job(Body body, String... args) {
    return new Launcher(
            new Environment(variables),
            new PrintStream(out, true, StandardCharsets.UTF_8),
            new PrintStream(err, true, StandardCharsets.UTF_8))
        .run(new SmallJob(body), args);
  }

  String out() {
    return out.toString(StandardCharsets.UTF_8);
  }

  String err() {
    return err.toString(StandardCharsets.UTF_8);
  }

  /// Runs a job for the value that it takes from its run.
  <T> T get(Function<RunOptions, T> value) {
    Holder<T> holder = new Holder<>();
    int code =
        job(run -> {
          holder.value = value.apply(run);
          return new Outcome(Json.object());
        });
    T found = holder.value;
    if (code != 0 || found == null) {
      throw new AssertionError("ended with " + code + ": " + err());
    }
    return found;
  }

  private static final class Holder<T> {
    private @Nullable T value;
  }

  /// What the job does.
  @FunctionalInterface
  interface Body {
    Outcome call(RunOptions run) throws Exception;
  }

  private static final class SmallJob implements Job {
    private final Options options = new Options("small-job", "Does as the test says.");
    private final Body body;

    SmallJob(Body body) {
      this.body = body;
    }

    @Override
    public Options options() {
      return options;
    }

    @Override
    public Outcome call() throws Exception {
      return body.call(options.run());
    }
  }
}
