package io.churnflow.packaging;

import java.io.ByteArrayInputStream;
import java.io.DataInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Everything in a class file's texts that may be the name of a class: types, descriptors,
/// signatures, and literals. Too much is harmless, since only names of classes that exist count.
///
/// The layout is that of the Java Virtual Machine Specification, section 4.4.
final class ClassFileNames {
  private static final Pattern DESCRIBED = Pattern.compile("L([\\w/$]+)[;<]");
  private static final Pattern NAME = Pattern.compile("[\\w$]+([./][\\w$]+)+");
  private static final int UTF8 = 1;

  private ClassFileNames() {}

  /// Names of possible class files, such as `a/b/C.class`.
  static Set<String> in(byte[] classFile) {
    Set<String> names = new HashSet<>();
    try (DataInputStream in = new DataInputStream(new ByteArrayInputStream(classFile))) {
      in.skipNBytes(8);
      int count = in.readUnsignedShort();
      for (int i = 1; i < count; i++) {
        int tag = in.readUnsignedByte();
        if (tag == UTF8) {
          collect(in.readUTF(), names);
        } else {
          in.skipNBytes(length(tag));
          i += tag == 5 || tag == 6 ? 1 : 0;
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("expected a class file", e);
    }
    return names;
  }

  private static void collect(String text, Set<String> names) {
    if (NAME.matcher(text).matches()) {
      String name = text.replace('.', '/');
      names.add(
          name.endsWith("/class")
              ? name.substring(0, name.length() - 6) + ".class"
              : name + ".class");
    }
    for (Matcher type = DESCRIBED.matcher(text); type.find(); ) {
      names.add(type.group(1) + ".class");
    }
  }

  /// Bytes after a constant's tag.
  private static int length(int tag) {
    return switch (tag) {
      case 7, 8, 16, 19, 20 -> 2;
      case 15 -> 3;
      case 3, 4, 9, 10, 11, 12, 17, 18 -> 4;
      case 5, 6 -> 8;
      default -> throw new IllegalArgumentException("expected a constant's tag, found " + tag);
    };
  }
}
