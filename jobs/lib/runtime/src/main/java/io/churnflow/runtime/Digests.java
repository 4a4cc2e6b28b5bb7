package io.churnflow.runtime;

import io.churnflow.contracts.FileDigest;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/// SHA-256 in 64 lower-case hex digits.
public final class Digests {
  private Digests() {}

  /// Of bytes.
  public static String sha256(byte[] bytes) {
    return hex(digest().digest(bytes));
  }

  /// Of a text's UTF-8 bytes.
  public static String sha256(String text) {
    return sha256(text.getBytes(StandardCharsets.UTF_8));
  }

  /// Of a file's content, read once.
  public static FileDigest of(Path file) throws IOException {
    MessageDigest digest = digest();
    long bytes = 0;
    try (InputStream in = Files.newInputStream(file)) {
      byte[] buffer = new byte[1 << 16];
      for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
        digest.update(buffer, 0, read);
        bytes += read;
      }
    }
    return new FileDigest(hex(digest.digest()), bytes);
  }

  /// A digest to feed.
  public static MessageDigest digest() {
    try {
      return MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException impossible) {
      throw new IllegalStateException("every Java platform has SHA-256", impossible);
    }
  }

  static String hex(byte[] digest) {
    return HexFormat.of().formatHex(digest);
  }
}
