package io.churnflow.runtime;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/// Copies files' bytes by the operating system, without reading them into memory.
public final class FileBytes {
  private FileBytes() {}

  /// Adds all bytes of a file to one that is being written.
  public static void append(Path source, FileChannel to) throws IOException {
    try (FileChannel in = FileChannel.open(source, StandardOpenOption.READ)) {
      long copied = 0;
      while (copied < in.size()) {
        copied += in.transferTo(copied, in.size() - copied, to);
      }
    }
  }
}
