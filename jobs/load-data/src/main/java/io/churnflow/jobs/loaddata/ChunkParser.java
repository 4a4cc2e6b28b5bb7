package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.runtime.TableBatch;
import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.csv.CellForm;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Turns a chunk of a CSV into rows. Several threads may do so at once.
///
/// @param header where each column stands
/// @param layout the columns
/// @param delimiter what stands between cells
/// @param known the categories that the contract names, a column
record ChunkParser(
    Header header, Layout layout, char delimiter, Map<String, ByteDictionary> known) {

  static ChunkParser of(Header header, Layout layout, char delimiter) {
    Map<String, ByteDictionary> known = new LinkedHashMap<>();
    layout.categories().forEach((name, texts) -> known.put(name, ByteDictionary.of(texts)));
    return new ChunkParser(header, layout, delimiter, known);
  }

  /// Rows of a chunk.
  ///
  /// @param batch the rows, their codes counting on from the known ones for each chunk anew
  /// @param unseen texts that are not known, in the order of those codes, by column
  record Rows(TableBatch batch, Map<String, List<String>> unseen) {}

  /// @throws NotPlainException where a record is not read with certainty
  Rows parse(Chunk chunk) {
    Words.requireText(chunk.bytes(), chunk.from(), chunk.to());
    CellIndex cells = new CellIndex(chunk, header.width(), delimiter);
    List<Column> columns = new ArrayList<>();
    Map<String, List<String>> unseen = new LinkedHashMap<>();
    layout.numbers().forEach((name, form) -> columns.add(numbers(cells, name, form)));
    known.forEach((name, texts) -> columns.add(categories(cells, name, texts, unseen)));
    TableBatch batch =
        new TableBatch(
            new Table(columns, cells.rows()), Map.of(layout.id(), ids(cells, layout.id())));
    return new Rows(batch, unseen);
  }

  private NumberColumn numbers(CellIndex cells, String name, CellForm form) {
    double[] values = new double[cells.rows()];
    int[] places = cells.places(header.place(name));
    byte[] bytes = cells.bytes();
    for (int row = 0; row < values.length; row++) {
      int from = places[2 * row];
      int to = places[2 * row + 1];
      double value = form.parsePlain(bytes, from, to);
      values[row] = Double.isNaN(value) ? otherNumber(form, bytes, from, to) : value;
    }
    return new NumberColumn(name, form.kind(), values);
  }

  private static double otherNumber(CellForm form, byte[] bytes, int from, int to) {
    String text = new String(bytes, from, to - from, StandardCharsets.UTF_8).strip();
    if (text.isEmpty()) {
      return Double.NaN;
    }
    double value = form.parse(text);
    if (Double.isNaN(value)) {
      throw new NotPlainException();
    }
    return value;
  }

  private CategoryColumn categories(
      CellIndex cells, String name, ByteDictionary knownTexts, Map<String, List<String>> unseen) {
    ByteDictionary dictionary = knownTexts.copy();
    int[] codes = new int[cells.rows()];
    int[] places = cells.places(header.place(name));
    for (int row = 0; row < codes.length; row++) {
      int from = places[2 * row];
      int to = places[2 * row + 1];
      codes[row] = from == to ? CategoryColumn.MISSING : dictionary.code(cells.bytes(), from, to);
    }
    if (dictionary.size() > knownTexts.size()) {
      unseen.put(name, dictionary.from(knownTexts.size()));
    }
    return new CategoryColumn(name, codes, List.of());
  }

  private Utf8Texts ids(CellIndex cells, String name) {
    int[] places = cells.places(header.place(name));
    int[] offsets = new int[cells.rows() + 1];
    for (int row = 0; row < cells.rows(); row++) {
      offsets[row + 1] = offsets[row] + places[2 * row + 1] - places[2 * row];
    }
    byte[] bytes = new byte[offsets[cells.rows()]];
    for (int row = 0; row < cells.rows(); row++) {
      int from = places[2 * row];
      requireId(cells.bytes(), from, places[2 * row + 1]);
      System.arraycopy(cells.bytes(), from, bytes, offsets[row], offsets[row + 1] - offsets[row]);
    }
    return new Utf8Texts(bytes, offsets, new BitSet());
  }

  private static void requireId(byte[] bytes, int from, int to) {
    boolean plain = from < to && bytes[from] > ' ';
    if (!plain && new String(bytes, from, to - from, StandardCharsets.UTF_8).isBlank()) {
      throw new NotPlainException();
    }
  }
}
