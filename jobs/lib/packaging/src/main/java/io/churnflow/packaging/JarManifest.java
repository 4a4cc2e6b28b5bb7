package io.churnflow.packaging;

/// The manifest of a fat jar: what starts it and what Arrow needs, nothing of the building machine.
final class JarManifest {
  private static final int LINE = 72;

  private JarManifest() {}

  static String of(String mainClass) {
    String main = "Main-Class: " + mainClass;
    if (main.length() > LINE) {
      throw new IllegalArgumentException(
          "expected a main class that fits a manifest line: " + main);
    }
    return String.join(
        "\r\n",
        "Manifest-Version: 1.0",
        main,
        "Add-Opens: java.base/java.nio",
        "Enable-Native-Access: ALL-UNNAMED",
        "",
        "");
  }
}
