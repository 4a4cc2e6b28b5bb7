package io.churnflow.runtime.mlflow;

import io.churnflow.runtime.RunOptions;
import io.churnflow.runtime.UnavailableException;
import io.churnflow.runtime.UsageException;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;

/// Logs what nobody waits for: that MLflow is away, slow or unwilling is only a warning, after a
/// short time.
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
    try {
      MlflowSettings settings = MlflowSettings.of(run.environment().variables());
      boolean patient = settings.timeout().compareTo(LONGEST) > 0;
      logging.accept(Mlflow.open(patient ? settings.within(LONGEST) : settings));
      return Optional.empty();
    } catch (UnavailableException | UsageException | MlflowError away) {
      String warning = "what was found is not in MLflow: " + away.getMessage();
      run.messages().warn(warning);
      return Optional.of(warning);
    }
  }
}
