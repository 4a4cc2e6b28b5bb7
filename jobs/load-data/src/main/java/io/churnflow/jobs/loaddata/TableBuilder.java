package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.runtime.Codes;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.TableWriter;
import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.csv.CellForm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.commons.csv.CSVRecord;

/// Collects records into a table file, some rows at a time.
final class TableBuilder {
  private static final int ROWS = 1 << 13;

  private final TableWriter writer;
  private final Header header;
  private final List<ColumnBuilder> builders = new ArrayList<>();
  private final Map<String, Codes> codes = new LinkedHashMap<>();
  private int collected;
  private long rows;

  /// @param strict whether a row with a cell that does not parse is none
  TableBuilder(
      Path file,
      Contract contract,
      Layout layout,
      Header header,
      TableWriter writer,
      boolean strict) {
    this.writer = writer;
    this.header = header;
    layout.categories().forEach((name, texts) -> codes.put(name, new Codes(texts)));
    builders.add(ColumnBuilder.id(contract.id()));
    for (ColumnContract column : contract.columns()) {
      CellForm form = layout.numbers().get(column.name());
      if (form != null) {
        builders.add(ColumnBuilder.numbers(file, column, form, strict));
      }
    }
    codes.forEach((name, column) -> builders.add(ColumnBuilder.categories(name, column)));
  }

  /// Why a record cannot be a row of the table; nothing where it can. Where it has too many or too
  /// few cells none of them is looked at, since each may stand under another column's name.
  List<BadRows.Fault> faults(CSVRecord record) {
    if (record.size() != header.width()) {
      String expected = "%d cells as in the header".formatted(header.width());
      return List.of(new BadRows.Fault("", "", "cells", expected, Integer.toString(record.size())));
    }
    List<BadRows.Fault> faults = new ArrayList<>();
    String id = record.get(header.place(builders.getFirst().name()));
    for (ColumnBuilder builder : builders) {
      builder.fault(id, record.get(header.place(builder.name()))).ifPresent(faults::add);
    }
    return faults;
  }

  /// Takes a record that begins in this line.
  void add(CSVRecord record, long line) throws IOException {
    for (ColumnBuilder builder : builders) {
      builder.add(record.get(header.place(builder.name())), line);
    }
    rows++;
    collected++;
    if (collected == ROWS) {
      drain();
    }
  }

  private void drain() throws IOException {
    List<Column> columns = new ArrayList<>();
    Map<String, Utf8Texts> texts = new HashMap<>();
    builders.forEach(builder -> builder.drain(columns, texts));
    writer.add(new TableBatch(new Table(columns, collected), texts));
    collected = 0;
  }

  long rows() {
    return rows;
  }

  /// Ends the file.
  void finish(double unparseableShare, Consumer<String> warnings) throws IOException {
    builders.forEach(builder -> builder.finish(rows, unparseableShare, warnings));
    drain();
    Map<String, List<String>> texts = new HashMap<>();
    codes.forEach((name, column) -> texts.put(name, column.texts()));
    writer.finish(texts);
  }
}
