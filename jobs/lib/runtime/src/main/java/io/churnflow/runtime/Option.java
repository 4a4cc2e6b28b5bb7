package io.churnflow.runtime;

import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Model.OptionSpec;

/// One option of a job, which is a variable too; it has its value once the job is called.
///
/// @param <T> the value's type
public final class Option<T> {
  private final OptionSpec spec;

  Option(OptionSpec spec) {
    this.spec = spec;
  }

  /// Its value: what was given, or else the default.
  ///
  /// @throws UsageException where it was given as an empty text
  public T value() {
    return expect("a value");
  }

  /// Its value, if there is one; an empty text is none.
  public Optional<T> given() {
    return Optional.<T>ofNullable(spec.getValue()).filter(value -> !value.equals(""));
  }

  /// Its value, where the job cannot go on without it.
  ///
  /// @param expected what it stands for, in the error
  /// @throws UsageException where it was not given
  public T expect(String expected) {
    return given().orElseThrow(() -> refuse("expected %s, found nothing".formatted(expected)));
  }

  /// Reads the value as something else.
  ///
  /// @param reader gives an {@link IllegalArgumentException} with what was expected and found
  /// @throws UsageException where it does
  public <R> R read(Function<T, R> reader) {
    T value = value();
    try {
      return reader.apply(value);
    } catch (IllegalArgumentException other) {
      throw refuse(String.valueOf(other.getMessage()));
    }
  }

  /// The error of a value that this option cannot have.
  ///
  /// @param message what was expected and what was found
  public UsageException refuse(String message) {
    return new UsageException(
        "%s (or %s): %s".formatted(spec.longestName(), variable(spec), message));
  }

  /// The variable that stands for this option: for `--run-id` it is `CHURNFLOW_RUN_ID`.
  static String variable(OptionSpec option) {
    return Environment.variableOf(option.longestName().replaceFirst("^-+", ""));
  }
}
