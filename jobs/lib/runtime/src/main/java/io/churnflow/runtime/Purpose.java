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

  /// The share of a batch's rows that may be put aside because they are bad; a training's rows are
  /// all of them used, or none.
  public double quarantine(Pipeline pipeline) {
    return switch (this) {
      case TRAINING -> 0;
      case INFERENCE -> pipeline.inference().quarantine();
    };
  }

  @Override
  public String toString() {
    return name().toLowerCase(Locale.ROOT);
  }
}
