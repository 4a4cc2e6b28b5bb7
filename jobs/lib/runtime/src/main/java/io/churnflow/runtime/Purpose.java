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
  public String input(Option<String> asked, Pipeline pipeline) {
    return switch (this) {
      case TRAINING -> asked.given().orElse(pipeline.training().input());
      case INFERENCE -> asked.expect("the CSV to score");
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
