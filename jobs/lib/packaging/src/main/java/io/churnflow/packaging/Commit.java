package io.churnflow.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/// The commit that a jar is built from; asking for it never fails a build.
final class Commit {
  static final String UNKNOWN = "unknown";
  private static final Pattern NAME = Pattern.compile("[0-9A-Za-z._-]{1,80}");

  private Commit() {}

  /// `CHURNFLOW_COMMIT` where it is set, else git's, with `-dirty` where files differ from it, else
  /// `unknown`. A repository that merely surrounds the project is not its own.
  static String of(Path root, Map<String, String> environment) {
    String given = environment.getOrDefault("CHURNFLOW_COMMIT", "");
    if (!given.isEmpty()) {
      return checked(given);
    }
    if (!root.toAbsolutePath().normalize().resolve(".git").toFile().exists()) {
      return UNKNOWN;
    }
    return git(root, "rev-parse", "HEAD").map(commit -> commit + dirt(root)).orElse(UNKNOWN);
  }

  private static String checked(String given) {
    if (!NAME.matcher(given).matches()) {
      throw new IllegalArgumentException(
          "CHURNFLOW_COMMIT: expected 1 to 80 of A-Z a-z 0-9 . _ -, found: " + given);
    }
    return given;
  }

  private static String dirt(Path root) {
    return git(root, "status", "--porcelain").map(String::isEmpty).orElse(true) ? "" : "-dirty";
  }

  private static Optional<String> git(Path root, String... arguments) {
    List<String> command = new ArrayList<>(List.of("git", "-C", root.toString()));
    command.addAll(List.of(arguments));
    try {
      Process process =
          new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.DISCARD).start();
      String output = new String(process.getInputStream().readAllBytes(), UTF_8);
      return process.waitFor() == 0 ? Optional.of(output.strip()) : Optional.empty();
    } catch (IOException noGit) {
      return Optional.empty();
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      return Optional.empty();
    }
  }
}
