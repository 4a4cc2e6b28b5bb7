package io.churnflow.packaging;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// The classes that a job can come to: from its own and those of libraries that are kept whole,
/// whatever a class file names, be it as a type or as a text (a class looked up by name).
///
/// Only libraries that look up no class by a composed name may lose classes: of Smile's 5 MB a job
/// needs a tenth.
final class Reachable {
  private static final List<String> SHRUNK = List.of("smile/", "org/apache/commons/");

  private final Set<String> classes = new HashSet<>();

  private Reachable() {}

  static Reachable from(String mainClass, JarEntries entries) {
    String main = mainClass.replace('.', '/') + ".class";
    if (entries.get(main) == null) {
      throw new IllegalStateException("expected the main class in the jar, found none: " + main);
    }
    Reachable reachable = new Reachable();
    reachable.follow(entries);
    return reachable;
  }

  void removeRest(JarEntries entries) {
    entries.files().keySet().removeIf(name -> isClass(name) && !classes.contains(name));
  }

  private void follow(JarEntries entries) {
    Deque<String> open = new ArrayDeque<>();
    for (String name : entries.files().keySet()) {
      if (isClass(name) && SHRUNK.stream().noneMatch(name::startsWith)) {
        open.add(name);
      } else if (Services.matches(name)) {
        providers(entries, name).forEach(open::add);
      }
    }
    while (!open.isEmpty()) {
      String name = open.remove();
      byte[] bytes = entries.get(name);
      if (bytes != null && classes.add(name)) {
        open.addAll(ClassFileNames.in(bytes));
      }
    }
  }

  private static List<String> providers(JarEntries entries, String service) {
    byte[] file = entries.get(service);
    return file == null
        ? List.of()
        : new String(file, UTF_8).lines().map(name -> name.replace('.', '/') + ".class").toList();
  }

  private static boolean isClass(String name) {
    return name.endsWith(".class");
  }
}
