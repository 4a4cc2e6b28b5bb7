package io.churnflow.runtime;

import io.churnflow.build.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;

/// Runs a job and turns however it ends into an exit code: an error is one line on standard error,
/// the outcome the last line on standard output, which carries nothing else.
public final class Launcher {
  private final Environment environment;
  private final PrintStream out;
  private final PrintStream err;

  /// @param environment where options that are not given come from
  /// @param out takes the outcome
  /// @param err takes errors, warnings and progress
  public Launcher(Environment environment, PrintStream out, PrintStream err) {
    this.environment = environment;
    this.out = out;
    this.err = err;
  }

  /// Runs the job.
  ///
  /// @return the exit code
  public int run(Job job, String... args) {
    if (args.length == 0) {
      HeadStart.begin(); // a run of a DAG; people type options, and help needs none of it
    }
    CommandLine command = commandLine(job);
    String name = command.getCommandName();
    try {
      if (staleCache()) {
        return fail(name, ExitCode.UNEXPECTED, "stale AOT cache: it holds another build's code");
      }
      int code = command.execute(args);
      Outcome outcome = command.getExecutionResult();
      if (environment.get("CHURNFLOW_AOT_TRAIN").isPresent()) {
        // This run makes the AOT cache, which is to hold what a repetition and the help page need
        // too.
        int unused = command.execute(args);
        command.usage(new PrintWriter(Writer.nullWriter()));
      }
      if (outcome != null) {
        out.println(outcome.line());
      }
      return code;
    } catch (OutOfMemoryError memory) {
      return fail(name, ExitCode.UNEXPECTED, "out of memory: " + memory.getMessage());
    } finally {
      out.flush();
      err.flush();
    }
  }

  private CommandLine commandLine(Job job) {
    CommandLine command = new CommandLine(job.options().command(job));
    String name = command.getCommandName();
    job.options().attach(environment, new Messages(name, err));
    return command
        .setDefaultValueProvider(this::fromEnvironment)
        .setCaseInsensitiveEnumValuesAllowed(true)
        .setOut(new PrintWriter(out, true, StandardCharsets.UTF_8))
        .setErr(new PrintWriter(err, true, StandardCharsets.UTF_8))
        .setParameterExceptionHandler((wrong, args) -> fail(name, ExitCode.USAGE, usage(wrong)))
        .setExecutionExceptionHandler((thrown, cmd, parsed) -> explain(name, thrown));
  }

  private int explain(String name, Exception thrown) {
    if (thrown instanceof JobException known) {
      return fail(name, known.exitCode(), String.valueOf(known.getMessage()));
    }
    Optional<JobException> trouble = FileTrouble.of(thrown, environment.get("CHURNFLOW_HOME"));
    if (trouble.isPresent()) {
      return explain(name, trouble.get());
    }
    thrown.printStackTrace(err);
    return fail(name, ExitCode.UNEXPECTED, "unexpected: " + thrown);
  }

  private int fail(String name, ExitCode code, String message) {
    String kind = code == ExitCode.NOTHING_TO_DO ? "nothing to do" : "error";
    err.println("churnflow %s: %s: %s".formatted(name, kind, Messages.oneLine(message)));
    return code.code();
  }

  /// Also names the variables, since the DAGs give no options.
  private static String usage(ParameterException wrong) {
    String variables =
        arguments(wrong)
            .filter(OptionSpec.class::isInstance)
            .map(OptionSpec.class::cast)
            .map(Option::variable)
            .collect(Collectors.joining(", "));
    String message = String.valueOf(wrong.getMessage());
    return variables.isEmpty() ? message : "%s (or %s)".formatted(message, variables);
  }

  /// Of what is missing, picocli names all, and none as the wrong one.
  private static Stream<ArgSpec> arguments(ParameterException wrong) {
    return wrong instanceof MissingParameterException incomplete
        ? incomplete.getMissing().stream()
        : Stream.ofNullable(wrong.getArgSpec());
  }

  private @org.jspecify.annotations.Nullable String fromEnvironment(ArgSpec argument) {
    return argument instanceof OptionSpec option
        ? environment.get(Option.variable(option)).orElse(option.defaultValue())
        : argument.defaultValue();
  }

  /// The class comes out of the AOT cache, the resource always out of the jar.
  private static boolean staleCache() {
    try (InputStream resource = ContentId.class.getResourceAsStream(ContentId.RESOURCE)) {
      return resource != null
          && !new String(resource.readAllBytes(), StandardCharsets.UTF_8)
              .strip()
              .equals(ContentId.value());
    } catch (IOException unreadable) {
      throw new java.io.UncheckedIOException(unreadable);
    }
  }
}
