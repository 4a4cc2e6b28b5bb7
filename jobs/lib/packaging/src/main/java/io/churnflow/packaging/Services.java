package io.churnflow.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.TreeMap;
import java.util.TreeSet;

/// The service files of all jars, merged: each provider once, in alphabetical order.
final class Services {
  static final String FOLDER = "META-INF/services/";

  private final NavigableMap<String, NavigableSet<String>> providers = new TreeMap<>();

  static boolean matches(String name) {
    return name.startsWith(FOLDER);
  }

  void add(String name, byte[] file) {
    NavigableSet<String> all = providers.computeIfAbsent(name, first -> new TreeSet<>());
    new String(file, UTF_8)
        .lines()
        .map(line -> line.replaceFirst("#.*", "").strip())
        .filter(line -> !line.isEmpty())
        .forEach(all::add);
  }

  void addTo(JarEntries entries) {
    providers.forEach((name, all) -> entries.put(name, String.join("\n", all) + "\n"));
  }
}
