package io.churnflow.packaging;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.Opcodes;

/// Rewrites classes compiled for Java 5 and older as classes of Java 7, with the same code.
///
/// An AOT cache takes no class without stack maps, which Java 6 brought, so that the whole of
/// picocli would be parsed and verified again at each start (0.1 s of a `--help`). Only the stack
/// maps are added here, and the version.
final class OldClasses {
  private static final int JAVA_6 = 50;
  private static final int VERSION_AT = 7;
  private static final String OBJECT = "java/lang/Object";

  private final JarEntries entries;

  private OldClasses(JarEntries entries) {
    this.entries = entries;
  }

  static void renew(JarEntries entries) {
    OldClasses old = new OldClasses(entries);
    for (Map.Entry<String, byte[]> file : entries.files().entrySet()) {
      if (file.getKey().endsWith(".class") && file.getValue()[VERSION_AT] < JAVA_6) {
        file.setValue(old.renewed(file.getValue()));
      }
    }
  }

  /// The same class with stack maps; as it is where it builds on a class that is nowhere (an
  /// optional dependency that is not there).
  private byte[] renewed(byte[] old) {
    byte[] relabelled = old.clone();
    relabelled[VERSION_AT] = Opcodes.V1_7;
    WriterWithFrames writer = new WriterWithFrames();
    try {
      new ClassReader(relabelled).accept(writer, ClassReader.SKIP_FRAMES);
    } catch (TypeNotPresentException optional) {
      return old;
    }
    return writer.toByteArray();
  }

  /// From a class up to `Object`, both included.
  private List<String> line(String name) {
    List<String> line = new ArrayList<>(List.of(name));
    for (String next = name; !next.equals(OBJECT); line.add(next)) {
      next = reader(next).getSuperName();
    }
    return line;
  }

  private ClassReader reader(String name) {
    byte[] own = entries.get(name + ".class");
    if (own != null) {
      return new ClassReader(own);
    }
    try (InputStream in = ClassLoader.getSystemResourceAsStream(name + ".class")) {
      if (in == null) {
        throw new TypeNotPresentException(name, null);
      }
      return new ClassReader(in);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Finds common ancestors in the jar rather than among the classes of the running build.
  private final class WriterWithFrames extends ClassWriter {
    WriterWithFrames() {
      super(COMPUTE_FRAMES);
    }

    @Override
    protected String getCommonSuperClass(String one, String other) {
      List<String> ancestors = line(one);
      return line(other).stream().filter(ancestors::contains).findFirst().orElse(OBJECT);
    }
  }
}
