package io.churnflow.runtime;

import io.churnflow.contracts.pipeline.Pipeline;
import java.util.Locale;

/// What an input is for: with the target to learn from, or without it to score.
public enum Purpose {
  TRAINING,
  INFERENCE;

  /// The input that was asked for; training has a default.
  ///
  /// @throws UsageException where nothing was asked for and there is no default
  public String input(String given, Pipeline pipeline) {
    if (!given.isEmpty()) {
      return given;
    }
    return switch (this) {
      case TRAINING -> pipeline.training().input();
      case INFERENCE ->
          throw new UsageException(
              "--input (or CHURNFLOW_INPUT): expected the CSV to score, found nothing");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
