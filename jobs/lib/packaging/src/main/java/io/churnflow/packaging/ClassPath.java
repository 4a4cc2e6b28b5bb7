package io.churnflow.packaging;

import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/// A job's own classes and the jars it depends on.
record ClassPath(Path classes, List<Path> jars) {
  private static final Runtime.Version JAVA = Runtime.Version.parse("25");

  static ClassPath of(Path classes, Path classPathFile) throws IOException {
    String[] names = Files.readString(classPathFile).strip().split(File.pathSeparator);
    List<Path> jars =
        Arrays.stream(names).filter(name -> !name.isEmpty()).map(Path::of).sorted().toList();
    for (Path jar : jars) {
      if (!Files.isRegularFile(jar)) {
        throw new IOException("expected a jar, found none (build with the package phase): " + jar);
      }
    }
    return new ClassPath(classes, jars);
  }

  /// All files that belong into the fat jar; of a multi-release class the one that Java 25 runs.
  ///
  /// @throws IOException where two sources have different files of one name
  JarEntries merged() throws IOException {
    JarEntries entries = new JarEntries();
    Services services = new Services();
    addClasses(entries);
    for (Path path : jars) {
      try (JarFile jar = new JarFile(path.toFile(), false, JarFile.OPEN_READ, JAVA)) {
        for (JarEntry entry : jar.versionedStream().filter(file -> !file.isDirectory()).toList()) {
          byte[] bytes = jar.getInputStream(entry).readAllBytes();
          add(entries, services, path, entry.getName(), bytes);
        }
      }
    }
    services.addTo(entries);
    return entries;
  }

  private void addClasses(JarEntries entries) throws IOException {
    try (Stream<Path> files = Files.walk(classes)) {
      for (Path file : files.filter(Files::isRegularFile).toList()) {
        String name = classes.relativize(file).toString().replace(File.separatorChar, '/');
        entries.add(name, Files.readAllBytes(file), classes.toString());
      }
    }
  }

  private static void add(
      JarEntries entries, Services services, Path jar, String name, byte[] bytes)
      throws IOException {
    if (Services.matches(name)) {
      services.add(name, bytes);
    } else if (Licences.matches(name)) {
      entries.add(Licences.target(jar, name), bytes, jar.toString());
    } else if (!Clutter.matches(name)) {
      entries.add(name, bytes, jar.toString());
    }
  }
}
