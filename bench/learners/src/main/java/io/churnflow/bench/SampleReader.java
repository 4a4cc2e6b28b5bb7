package io.churnflow.bench;

import io.churnflow.contracts.Column;
import io.churnflow.learning.FeatureTable;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Reads a CSV as `telco_like.py` writes it: a header, no quotes, `customer_id` left out, `churn`
/// the label. A column is one of numbers where the first row has a number or nothing.
final class SampleReader {
  private static final String ID = "customer_id";
  private static final String TARGET = "churn";
  private static final Map<String, Byte> LABELS = Map.of("Yes", (byte) 1, "No", (byte) 0);

  private final List<String> header;
  private final List<CellReader> columns;
  private final byte[] labels;
  private int row;

  private SampleReader(List<String> header, List<String> first, int rows) {
    this.header = header;
    this.columns = new ArrayList<>();
    this.labels = new byte[rows];
    for (int place = 0; place < header.size(); place++) {
      String cell = place < first.size() ? first.get(place) : "";
      columns.add(CellReader.of(header.get(place), cell, rows));
    }
  }

  /// Reads a whole file.
  ///
  /// @throws IllegalArgumentException naming the row that has too many or too few cells, a cell
  ///   that is no number in a column of numbers, or another label than Yes and No
  static Sample read(Path file) throws IOException {
    int rows = Math.toIntExact(lines(file) - 1);
    try (BufferedReader lines = Files.newBufferedReader(file)) {
      List<String> header = cells(lines.readLine());
      String line = lines.readLine();
      SampleReader reader = new SampleReader(header, cells(line), rows);
      for (; line != null; line = lines.readLine()) {
        reader.add(cells(line));
      }
      return reader.sample();
    }
  }

  private static List<String> cells(String line) {
    if (line == null) {
      throw new IllegalArgumentException("expected a header and rows, found the file's end");
    }
    List<String> cells = new ArrayList<>();
    int start = 0;
    for (int end = line.indexOf(','); end >= 0; end = line.indexOf(',', start)) {
      cells.add(line.substring(start, end));
      start = end + 1;
    }
    cells.add(line.substring(start));
    return cells;
  }

  private void add(List<String> cells) {
    if (cells.size() != header.size()) {
      throw new IllegalArgumentException(
          "row %d: expected %d cells, found %d".formatted(row + 1, header.size(), cells.size()));
    }
    for (int place = 0; place < cells.size(); place++) {
      switch (header.get(place)) {
        case ID -> {}
        case TARGET -> labels[row] = label(cells.get(place));
        default -> columns.get(place).add(row, cells.get(place));
      }
    }
    row++;
  }

  private byte label(String cell) {
    Byte label = LABELS.get(cell);
    if (label == null) {
      throw new IllegalArgumentException(
          "row %d, %s: expected Yes or No, found '%s'".formatted(row + 1, TARGET, cell));
    }
    return label;
  }

  private Sample sample() {
    List<Column> features = new ArrayList<>();
    for (int place = 0; place < columns.size(); place++) {
      if (!header.get(place).equals(ID) && !header.get(place).equals(TARGET)) {
        features.add(columns.get(place).column());
      }
    }
    return new Sample(new FeatureTable(features, row), labels);
  }

  /// Lines of a file whose last one ends with a line feed.
  private static long lines(Path file) throws IOException {
    long lines = 0;
    byte[] buffer = new byte[1 << 16];
    try (InputStream bytes = Files.newInputStream(file)) {
      for (int read = bytes.read(buffer); read >= 0; read = bytes.read(buffer)) {
        for (int i = 0; i < read; i++) {
          lines += buffer[i] == '\n' ? 1 : 0;
        }
      }
    }
    return lines;
  }
}
