package io.churnflow.jobs.publishpredictions;

import io.churnflow.contracts.monitoring.ScoredArm;
import io.churnflow.contracts.monitoring.ScoredPart;
import io.churnflow.runtime.FileBytes;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableReader;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.archive.ScoredRows;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Optional;

/// The scored parts of a table, as files.
///
/// @param folders of the parts, in the table's order, at least one
record Parts(List<Path> folders) {
  Parts {
    folders = List.copyOf(folders);
  }

  /// Writes the header line and all parts' lines.
  void joinLines(Path to) throws IOException {
    try (FileChannel out =
        FileChannel.open(to, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
      FileBytes.append(folders.getFirst().resolve(ScoredPart.HEADER), out);
      for (Path folder : folders) {
        FileBytes.append(folder.resolve(ScoredPart.LINES), out);
      }
    }
  }

  /// Writes all parts' archived rows as one table.
  ///
  /// @param scored the versions of all parts
  void joinRows(Path to, ScoredPart scored) throws IOException {
    try (TableWriter out = TableWriter.create(to, ScoredRows.LAYOUT)) {
      for (Path folder : folders) {
        append(folder.resolve(ScoredPart.ROWS), out);
      }
      ScoredRows.finish(out, scored.arms().stream().map(ScoredArm::arm).toList());
    }
  }

  private static void append(Path part, TableWriter out) throws IOException {
    try (TableReader in = TableReader.open(part)) {
      for (Optional<TableBatch> next = in.next(); next.isPresent(); next = in.next()) {
        out.add(next.get());
      }
    }
  }
}
