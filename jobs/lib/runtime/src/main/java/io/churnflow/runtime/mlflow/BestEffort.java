package io.churnflow.runtime.mlflow;

import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.UnavailableException;
import io.churnflow.runtime.UsageException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/// Logs and asks for what nobody waits for: that MLflow is away, slow or unwilling is only a
/// warning, after a short time.
public final class BestEffort {
  private static final Duration LONGEST = Duration.ofSeconds(10);

  private BestEffort() {}

  /// Logs where an MLflow server is named.
  ///
  /// @param logging may be done again by a later try
  /// @return the warning where it could not be logged
  public static Optional<String> log(RunOptions run, Consumer<Mlflow> logging) {
    if (run.environment().get("MLFLOW_TRACKING_URI").isEmpty()) {
      return Optional.empty();
    }
    return attempt(
            run,
            "what was found is not in MLflow",
            mlflow -> {
              logging.accept(mlflow);
              return "";
            })
        .warning();
  }

  /// Asks where an MLflow server is named.
  ///
  /// @param what is then not known, for the warning
  /// @param asking is done once
  public static <T> Answer<T> ask(RunOptions run, String what, Function<Mlflow, T> asking) {
    if (run.environment().get("MLFLOW_TRACKING_URI").isEmpty()) {
      return new Answer<>(Optional.empty(), Optional.empty());
    }
    return attempt(run, what + " is not known", asking);
  }

  /// What was answered, or why nothing was; neither where no server is named.
  ///
  /// @param <T> what was asked for
  /// @param value the answer
  /// @param warning why there is none
  public record Answer<T>(Optional<T> value, Optional<String> warning) {}

  private static <T> Answer<T> attempt(RunOptions run, String failed, Function<Mlflow, T> work) {
    try {
      MlflowSettings settings = MlflowSettings.of(run.environment().variables());
      boolean patient = settings.timeout().compareTo(LONGEST) > 0;
      T done = work.apply(Mlflow.open(run, patient ? settings.within(LONGEST) : settings));
      return new Answer<>(Optional.of(done), Optional.empty());
    } catch (UnavailableException | UsageException | MlflowError away) {
      String warning = failed + ": " + away.getMessage();
      run.messages().warn(warning);
      return new Answer<>(Optional.empty(), Optional.of(warning));
    }
  }
}
