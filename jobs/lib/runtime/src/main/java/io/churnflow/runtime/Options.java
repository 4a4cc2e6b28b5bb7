package io.churnflow.runtime;

import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/// What a job can be asked: its name, what it is for, its options. They are declared by code and
/// not by annotations, since reading annotations takes a quarter of the time of a `--help`.
public final class Options {
  private static final String VALUE = "1";

  private final String job;
  private final String description;
  private final List<OptionSpec> specs = new ArrayList<>();
  private final RunOptions run;

  /// @param job the job's name
  /// @param description what it does, in one sentence
  public Options(String job, String description) {
    this.job = job;
    this.description = description;
    this.run = new RunOptions(this);
  }

  /// The options that every job has.
  public RunOptions run() {
    return run;
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

  /// An option without a value.
  public Option<Boolean> flag(String name, String meaning) {
    return add(
        OptionSpec.builder(name).type(boolean.class).initialValue(false).description(meaning));
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
