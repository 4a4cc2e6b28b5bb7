package io.churnflow.reporting;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.NoSuchAlgorithmException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SameBytesTest {
  @TempDir Path folder;

  /// Look at the new pictures before a digest is changed here.
  @Test
  void pixelsAreThoseThatWereLookedAt() throws IOException, NoSuchAlgorithmException {
    assertEquals(
        "05f6ca090eef9bf9754ecba973e6f6d51f4ffbf9071695bac9305fa681d4508e",
        Picture.of(Samples.roc()).digest());
    assertEquals(
        "30f30a0061c18fe68bc3e4be5678dcfa2332d7eb42023134c6d330b9712b4b2a",
        Picture.of(Samples.precisionRecall()).digest());
    assertEquals(
        "b98a3f674937afcbd3a2f3e5fa4d34df5799ff64f5b0d6d69fb9f483e4bd18f9",
        Picture.of(Samples.confusionMatrix()).digest());
  }

  @Test
  void anotherJvmInAnotherCountryDrawsTheSameBytes() throws IOException, InterruptedException {
    Path matrix = folder.resolve("matrix.png");
    Path roc = folder.resolve("roc.png");
    drawElsewhere(matrix, roc);
    assertArrayEquals(Samples.confusionMatrix().png(), Files.readAllBytes(matrix));
    assertArrayEquals(Samples.roc().png(), Files.readAllBytes(roc));
  }

  /// Without fontconfig the JRE's font system does not even start, so nothing may touch it.
  @Test
  void needsNoFontSystem() throws IOException, InterruptedException {
    String loaded = drawElsewhere(folder.resolve("matrix.png"), folder.resolve("roc.png"));
    assertTrue(loaded.contains("java.awt.image.BufferedImage"), "the log lists loaded classes");
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
