package io.churnflow.reporting;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameBytesTest {
  @TempDir Path folder;

  @Test
  void anotherJvmInAnotherCountryDrawsTheSameBytes() throws IOException, InterruptedException {
    Path matrix = folder.resolve("matrix.svg");
    Path roc = folder.resolve("roc.svg");
    drawElsewhere(matrix, roc);
    assertEquals(Samples.confusionMatrix().svg(), Files.readString(matrix));
    assertEquals(Samples.roc().svg(), Files.readString(roc));
  }

  /// Without fontconfig the JRE's font system does not even start, so nothing may touch it.
  @Test
  void needsNoFontSystem() throws IOException, InterruptedException {
    String loaded = drawElsewhere(folder.resolve("matrix.svg"), folder.resolve("roc.svg"));
    assertTrue(
        loaded.contains("io.churnflow.reporting.draw.Typeface"), "the log lists loaded classes");
    assertFalse(loaded.contains("sun.font.SunFontManager"), "the font system has been started");
    assertFalse(loaded.contains("sun.awt.FontConfiguration"), "fontconfig has been looked for");
  }

  private String drawElsewhere(Path matrix, Path roc) throws IOException, InterruptedException {
    Path log = folder.resolve("jvm.log");
    List<String> command =
        List.of(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:stdout",
            "-Duser.language=ar",
            "-Duser.country=EG",
            "-Duser.timezone=Africa/Cairo",
            "-cp",
            System.getProperty("java.class.path"),
            DrawSamples.class.getName(),
            matrix.toString(),
            roc.toString());
    Process jvm =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    assertEquals(0, jvm.waitFor(), () -> "see " + log);
    return Files.readString(log);
  }
}
