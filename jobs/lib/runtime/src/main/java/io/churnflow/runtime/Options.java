package io.churnflow.runtime;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What a job can be asked: its name, what it is for, its options. They are declared by code and
/// not by annotations, since reading annotations takes a quarter of the time of a `--help`.
public final class Options {
  private static final String VALUE = "1";

  private final String job;
  private final String description;
  private final List<OptionSpec> specs = new ArrayList<>();
  private final @Nullable RunOptions run;
  private Messages messages = new Messages("", System.err);

  /// Of a step of a run.
  ///
  /// @param job the job's name
  /// @param description what it does, in one sentence
  public Options(String job, String description) {
    this.job = job;
    this.description = description;
    this.run = new RunOptions(this);
  }

  private Options(String job, String description, @Nullable RunOptions run) {
    this.job = job;
    this.description = description;
    this.run = run;
  }

  /// Of a job that is no step of a run: people call it, before there is a pipeline.
  ///
  /// @param job the job's name
  /// @param description what it does, in one sentence
  public static Options withoutRun(String job, String description) {
    return new Options(job, description, null);
  }

  /// The options that every step of a run has.
  ///
  /// @throws IllegalStateException where it is none
  public RunOptions run() {
    if (run == null) {
      throw new IllegalStateException(job + " is no step of a run");
    }
    return run;
  }

  /// Warnings to people.
  public Messages messages() {
    return messages;
  }

  void attach(Environment environment, Messages listener) {
    messages = listener;
    if (run != null) {
      run.attach(environment, listener);
    }
  }

  /// An option that must be given.
  public <T> Option<T> required(String name, Class<T> type, String meaning) {
    return add(spec(name, type, meaning).required(true));
  }

  /// An option that may be missing.
  public <T> Option<T> optional(String name, Class<T> type, String meaning) {
    return add(spec(name, type, meaning));
  }

  /// An option with a default.
  public <T> Option<T> option(String name, T initial, String meaning) {
    return add(spec(name, initial.getClass(), meaning).initialValue(initial));
  }

  private static OptionSpec.Builder spec(String name, Class<?> type, String meaning) {
    return OptionSpec.builder(name)
        .type(type)
        .arity(VALUE)
        .paramLabel("<%s>".formatted(name.replaceFirst("^-+", "")))
        .description(meaning);
  }

  private <T> Option<T> add(OptionSpec.Builder builder) {
    OptionSpec spec = builder.build();
    specs.add(spec);
    return new Option<>(spec);
  }

  /// The job as a picocli command.
  CommandSpec command(Job called) {
    CommandSpec command =
        CommandSpec.wrapWithoutInspection(called)
            .name(job)
            .versionProvider(new JarVersion())
            .addOption(
                OptionSpec.builder("-h", "--help")
                    .usageHelp(true)
                    .description("Show this help and exit.")
                    .build())
            .addOption(
                OptionSpec.builder("-V", "--version")
                    .versionHelp(true)
                    .description("Show version and commit and exit.")
                    .build());
    command
        .usageMessage()
        .description(description)
        .footer("", "Each option is a variable too: for --run-id it is CHURNFLOW_RUN_ID.");
    specs.forEach(command::addOption);
    return command;
  }
}
