package io.churnflow.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.build.ContentId;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.jar.JarFile;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class MakeFatJarTest {
  private static final String MAIN = "io.churnflow.build.ContentId";

  @TempDir Path folder;

  @BeforeEach
  void writeAJobsClasses() throws IOException {
    Path classFile = folder.resolve("classes/" + ContentSeal.CLASS);
    Files.createDirectories(classFile.getParent());
    try (InputStream in = ContentId.class.getResourceAsStream("ContentId.class")) {
      Files.write(classFile, in.readAllBytes());
    }
    Files.writeString(folder.resolve("classes/words.txt"), "one");
    Files.writeString(folder.resolve("classpath.txt"), "");
  }

  @Test
  void writesTheSameIdIntoClassAndResource() throws IOException {
    make("0.1.0");
    String id = text(ContentSeal.RESOURCE);
    assertTrue(text(ContentSeal.CLASS).contains(id));
    assertFalse(text(ContentSeal.CLASS).contains(ContentSeal.PLACEHOLDER));
  }

  @Test
  void deletesTheCacheWhenTheContentChanges() throws IOException {
    make("0.1.0");
    Files.writeString(cache(), "a cache");
    Files.writeString(folder.resolve("classes/words.txt"), "two");
    make("0.1.0");
    assertFalse(Files.exists(cache()));
  }

  @Test
  void keepsJarAndCacheWhenNothingChanges() throws IOException {
    make("0.1.0");
    byte[] before = Files.readAllBytes(jar());
    Files.writeString(cache(), "a cache");
    make("0.1.0");
    assertArrayEquals(before, Files.readAllBytes(jar()));
    assertTrue(Files.exists(cache()));
  }

  @Test
  void otherCodeHasAnotherIdAndAnotherVersionHasNot() throws IOException {
    make("0.1.0");
    String first = text(ContentSeal.RESOURCE);
    make("0.2.0");
    assertEquals(first, text(ContentSeal.RESOURCE));
    Files.writeString(folder.resolve("classes/words.txt"), "two");
    make("0.2.0");
    assertNotEquals(first, text(ContentSeal.RESOURCE));
  }

  @Test
  void rejectsTwoDifferentFilesOfOneName() throws IOException {
    Path other = folder.resolve("other.jar");
    JarEntries entries = new JarEntries();
    entries.put(JarEntries.MANIFEST, JarManifest.of(MAIN));
    entries.put("words.txt", "three");
    Files.write(other, entries.toJar());
    Files.writeString(folder.resolve("classpath.txt"), other.toString());
    IOException twice = assertThrows(IOException.class, () -> make("0.1.0"));
    assertTrue(twice.toString().contains("words.txt"), twice.toString());
  }

  @Test
  void mergesTheServiceFilesOfTwoJars() {
    Services services = new Services();
    services.add("META-INF/services/a.B", "b.Second # why\n\n".getBytes(UTF_8));
    services.add("META-INF/services/a.B", "a.First\nb.Second".getBytes(UTF_8));
    JarEntries entries = new JarEntries();
    services.addTo(entries);
    assertEquals(
        "a.First\nb.Second\n", new String(entries.files().get("META-INF/services/a.B"), UTF_8));
  }

  @Test
  void takesTheCommitFromTheEnvironmentFirst() {
    assertEquals("abc123", Commit.of(folder, Map.of("CHURNFLOW_COMMIT", "abc123")));
  }

  @Test
  void anUnpackedArchiveHasAnUnknownCommit() {
    assertEquals("unknown", Commit.of(folder, Map.of()));
  }

  @Test
  void rejectsACommitThatIsNone() {
    Map<String, String> environment = Map.of("CHURNFLOW_COMMIT", "a b\nversion=9");
    assertThrows(IllegalArgumentException.class, () -> Commit.of(folder, environment));
  }

  private void make(String version) throws IOException {
    MakeFatJar.main(
        new String[] {
          folder.resolve("classes").toString(),
          folder.resolve("classpath.txt").toString(),
          jar().toString(),
          MAIN,
          version,
          folder.toString()
        });
  }

  private Path jar() {
    return folder.resolve("job.jar");
  }

  private Path cache() {
    return folder.resolve("job.aot");
  }

  private String text(String name) throws IOException {
    try (JarFile jar = new JarFile(jar().toFile())) {
      return new String(jar.getInputStream(jar.getEntry(name)).readAllBytes(), ISO_8859_1);
    }
  }
}
