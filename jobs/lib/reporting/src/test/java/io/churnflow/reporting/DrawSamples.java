package io.churnflow.reporting;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Draws the samples into one file, in a JVM of its own.
final class DrawSamples {
  private DrawSamples() {}

  public static void main(String[] args) throws IOException {
    Files.writeString(Path.of(args[0]), Samples.confusionMatrix().svg());
    Files.writeString(Path.of(args[1]), Samples.roc().svg());
  }
}
