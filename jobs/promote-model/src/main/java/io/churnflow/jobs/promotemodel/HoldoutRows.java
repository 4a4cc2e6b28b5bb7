package io.churnflow.jobs.promotemodel;

import io.churnflow.contracts.FileDigest;
import io.churnflow.contracts.Manifest;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.learning.Labels;
import io.churnflow.runtime.ArrowTables;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Digests;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.RunFolder;
import io.churnflow.runtime.UsageException;
import io.churnflow.runtime.mlflow.ModelVersion;
import io.churnflow.runtime.mlflow.Tags;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/// The rows that the run of a version has held out.
///
/// @param table all columns
/// @param ids one a row
/// @param labels 1 or 0 a row
@SuppressWarnings("ArrayRecordComponent") // handed over, not copied: see Column
record HoldoutRows(Table table, @Nullable String[] ids, byte[] labels) {

  /// The file, if it is the one that was published.
  ///
  /// @throws UsageException where the run folder is not there any more
  /// @throws DataException where the file is another than was published
  static Path file(RunFolder run, ModelVersion version) throws IOException {
    String tag = version.require(Tags.RUN_FOLDER);
    if (!tag.matches("runs/" + run.pipeline() + "/[A-Za-z0-9._-]{1,80}-[0-9a-f]{8}")) {
      throw new UsageException(
          "%s, tag %s: expected runs/%s/<folder>, found '%s'"
              .formatted(version.label(), Tags.RUN_FOLDER, run.pipeline(), tag));
    }
    Path folder = run.home().resolve(tag).resolve("process-data");
    Path file = folder.resolve("holdout.arrow");
    if (!Files.exists(file)) {
      throw new UsageException(
          "%s: expected its hold-out rows in %s, found none".formatted(version.label(), file));
    }
    Manifest manifest = Json.read(folder.resolve("manifest.json"), Manifest.class);
    FileDigest found = Digests.of(file);
    if (!found.equals(manifest.files().get("holdout.arrow"))) {
      throw new DataException(file + ": expected the file that was published, found another");
    }
    return file;
  }

  static HoldoutRows read(Path file, Contract contract) {
    Table table = ArrowTables.read(file);
    if (!(table.find(contract.id()).orElse(null) instanceof TextColumn ids)) {
      throw new DataException(
          "%s: expected the id column %s, found none".formatted(file, contract.id()));
    }
    try {
      return new HoldoutRows(table, ids.values(), Labels.of(table, contract.target()));
    } catch (IllegalArgumentException wrong) {
      throw new DataException(file + ": " + wrong.getMessage(), wrong);
    }
  }

  /// The rows that this contestant has not been trained on.
  HoldoutRows unseenBy(Contestant contestant) {
    int[] rows =
        IntStream.range(0, ids.length)
            .filter(row -> !contestant.trainedOn().contains(String.valueOf(ids[row])))
            .toArray();
    TextColumn chosen = new TextColumn("id", ids).select(rows);
    return new HoldoutRows(table.select(rows), chosen.values(), Labels.select(labels, rows));
  }

  int positives() {
    return Labels.positives(labels);
  }

  boolean hasBothClasses() {
    return positives() > 0 && positives() < labels.length;
  }
}
