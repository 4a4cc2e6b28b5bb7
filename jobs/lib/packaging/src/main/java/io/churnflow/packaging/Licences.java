package io.churnflow.packaging;

import java.nio.file.Path;
import java.util.regex.Pattern;

/// The licences and notices of the dependencies, each under `META-INF/licenses/<jar's name>/`.
final class Licences {
  private static final Pattern NAMES =
      Pattern.compile("(META-INF/)?[A-Za-z-]*(LICENSE|NOTICE)(\\.txt|\\.md)?");

  private Licences() {}

  static boolean matches(String name) {
    return NAMES.matcher(name).matches();
  }

  static String target(Path jar, String name) {
    String artifact = jar.getFileName().toString().replaceAll("\\.jar$", "");
    return "META-INF/licenses/" + artifact + "/" + name.substring(name.lastIndexOf('/') + 1);
  }
}
