package io.churnflow.packaging;

import java.util.regex.Pattern;

/// Files of dependencies that mean nothing in a fat jar, or would be wrong there.
final class Clutter {
  private static final Pattern NAMES =
      Pattern.compile(
          String.join(
              "|",
              // A fat jar is no module, and its classes are already those of Java 25.
              "(.*/)?module-info\\.class",
              "META-INF/versions/.*",
              // Signatures and indexes of the former jars.
              "META-INF/[^/]*\\.(SF|RSA|DSA|EC)",
              "META-INF/(INDEX\\.LIST|MANIFEST\\.MF|DEPENDENCIES)",
              // What Maven and other tools wrote for themselves.
              "META-INF/(maven|proguard|native-image|licenses)/.*",
              // Sources of generators, pages of documentation.
              ".*\\.(proto|ftl|tdd|fmpp|html)",
              // Tables of sounds of surnames, from commons-codec.
              "org/apache/commons/codec/language/.*\\.txt"));

  private Clutter() {}

  static boolean matches(String name) {
    return NAMES.matcher(name).matches();
  }
}
