package io.churnflow.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.zip.ZipException;

/// Makes a job's fat jar of its classes and its dependencies: the same bytes for the same content.
///
/// Where the jar is there already with the same content and commit, it and its AOT cache stay as
/// they are. Otherwise the cache is deleted before the jar is replaced, because a JVM given a stale
/// cache silently runs the old code.
public final class MakeFatJar {
  private static final String USAGE =
      "expected CLASSES CLASS_PATH_FILE FAT_JAR MAIN_CLASS VERSION PROJECT_ROOT, found: ";

  private MakeFatJar() {}

  /// Makes one jar.
  ///
  /// @param args folder of the job's classes, file with its dependencies' class path, jar to write,
  ///   main class, the project's version, the project's root folder
  /// @throws IOException where a file cannot be read or written, or two files have one name
  public static void main(String[] args) throws IOException {
    if (args.length != 6) {
      throw new IllegalArgumentException(USAGE + Arrays.toString(args));
    }
    ClassPath classPath = ClassPath.of(Path.of(args[0]), Path.of(args[1]));
    JarEntries entries = classPath.merged();
    Reachable.from(args[3], entries).removeRest(entries);
    OldClasses.renew(entries);
    entries.put(JarEntries.MANIFEST, JarManifest.of(args[3]));
    String id = ContentSeal.apply(entries);
    String version = "version=" + args[4] + "\ncommit=" + commit(args[5]) + "\n";
    entries.put(ContentSeal.VERSION_RESOURCE, version);
    Path jar = Path.of(args[2]);
    if (!isSealed(jar, id, version)) {
      publish(entries, jar);
    }
  }

  private static String commit(String root) {
    return Commit.of(Path.of(root), System.getenv());
  }

  private static boolean isSealed(Path jar, String id, String version) throws IOException {
    if (!Files.exists(jar)) {
      return false;
    }
    try (JarFile file = new JarFile(jar.toFile())) {
      return has(file, ContentSeal.RESOURCE, id)
          && has(file, ContentSeal.VERSION_RESOURCE, version);
    } catch (ZipException damaged) {
      return false;
    }
  }

  private static boolean has(JarFile jar, String name, String text) throws IOException {
    JarEntry entry = jar.getJarEntry(name);
    return entry != null
        && text.equals(new String(jar.getInputStream(entry).readAllBytes(), UTF_8));
  }

  private static void publish(JarEntries entries, Path jar) throws IOException {
    String name = jar.getFileName().toString();
    Path written = jar.resolveSibling(name + ".part");
    Files.write(written, entries.toJar());
    Files.deleteIfExists(jar.resolveSibling(name.replaceAll("\\.jar$", ".aot")));
    Files.move(written, jar, StandardCopyOption.ATOMIC_MOVE);
  }
}
