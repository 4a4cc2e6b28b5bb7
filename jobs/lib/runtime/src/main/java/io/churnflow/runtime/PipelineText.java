package io.churnflow.runtime;

import io.churnflow.runtime.csv.BrokenText;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/// The characters of a pipeline file, before anything looks for YAML in them.
final class PipelineText {
  private static final char MARK = '\uFEFF';

  private PipelineText() {}

  /// Decodes UTF-8; a mark of the byte order is skipped.
  ///
  /// @param file names it in messages
  /// @throws UsageException where it is none, or has characters that YAML does not allow, with the
  ///   line
  static String of(byte[] bytes, Path file) {
    String text = decoded(bytes, file);
    long line = 1;
    for (int place = 0; place < text.length(); place++) {
      char next = text.charAt(place);
      if (isForbidden(next)) {
        throw refusal(file, line, "printable characters, found U+%04X".formatted((int) next));
      }
      line += next == '\n' || (next == '\r' && !text.startsWith("\n", place + 1)) ? 1 : 0;
    }
    return text.indexOf(MARK) == 0 ? text.substring(1) : text;
  }

  private static String decoded(byte[] bytes, Path file) {
    try {
      return StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString();
    } catch (CharacterCodingException none) {
      throw refusal(file, brokenLine(bytes), "UTF-8 text, found bytes that are none");
    }
  }

  private static long brokenLine(byte[] bytes) {
    try {
      return BrokenText.line(new ByteArrayInputStream(bytes), StandardCharsets.UTF_8.newDecoder());
    } catch (IOException impossible) {
      throw new UncheckedIOException(impossible);
    }
  }

  /// Control characters but for line ends, tab and next line (YAML 1.2, 5.1).
  private static boolean isForbidden(char next) {
    boolean allowed = next == '\t' || next == '\n' || next == '\r' || next == 0x85;
    return (Character.isISOControl(next) && !allowed) || next == 0xFFFE || next == 0xFFFF;
  }

  private static UsageException refusal(Path file, long line, String expected) {
    return new UsageException(
        "pipeline file %s: line %d: expected %s".formatted(file, line, expected));
  }
}
