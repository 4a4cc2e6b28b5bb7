package io.churnflow.packaging;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes a jar's content id into its class `ContentId` and into a resource.
final class ContentSeal {
  static final String CLASS = "io/churnflow/build/ContentId.class";
  static final String RESOURCE = "META-INF/churnflow/content-id";

  /// Version and commit; outside the content id, so that a commit that changes no code changes no
  /// id.
  static final String VERSION_RESOURCE = "META-INF/churnflow/version.properties";

  static final String PLACEHOLDER = "0".repeat(64);

  private ContentSeal() {}

  /// Writes the id and returns it.
  static String apply(JarEntries entries) {
    entries.files().remove(RESOURCE);
    entries.files().remove(VERSION_RESOURCE);
    String id = digest(entries.files());
    entries.put(CLASS, replaced(entries.get(CLASS), id));
    entries.put(RESOURCE, id);
    return id;
  }

  /// SHA-256 over each file's name and content, both preceded by their lengths.
  static String digest(Map<String, byte[]> files) {
    MessageDigest sha256 = sha256();
    files.forEach((name, bytes) -> {
      byte[] encoded = name.getBytes(UTF_8);
      sha256.update(ByteBuffer.allocate(8).putInt(encoded.length).putInt(bytes.length).flip());
      sha256.update(encoded);
      sha256.update(bytes);
    });
    return HexFormat.of().formatHex(sha256.digest());
  }

  /// The id has the placeholder's length, so the class file stays valid with its text replaced.
  private static byte[] replaced(byte @Nullable [] classFile, String id) {
    if (classFile == null) {
      throw new IllegalStateException("expected the class " + CLASS + " in the jar, found none");
    }
    // ISO 8859-1 maps bytes to characters one to one.
    String text = new String(classFile, ISO_8859_1);
    int at = text.indexOf(PLACEHOLDER);
    if (at < 0 || text.indexOf(PLACEHOLDER, at + 1) >= 0) {
      throw new IllegalStateException("expected 64 zeros in " + CLASS + " exactly once");
    }
    byte[] sealed = classFile.clone();
    System.arraycopy(id.getBytes(US_ASCII), 0, sealed, at, id.length());
    return sealed;
  }

  private static MessageDigest sha256() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
