package io.churnflow.runtime;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.dictionary.DictionaryProvider.MapDictionaryProvider;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;

/// A column of a table and the vector that its rows are copied into, batch by batch.
///
/// @param vector takes the rows of a batch
/// @param copy copies one row of the column to a place of the vector
record ArrowColumn(FieldVector vector, RowCopy copy) {

  /// Copies one row.
  @FunctionalInterface
  interface RowCopy {
    void copy(int row, int place);
  }

  static ArrowColumn of(
      Column column, int number, BufferAllocator memory, MapDictionaryProvider dictionaries) {
    return switch (column) {
      case NumberColumn numbers -> numbers(numbers, memory);
      case CategoryColumn categories -> categories(categories, number, memory, dictionaries);
      case TextColumn texts -> texts(texts, memory);
    };
  }

  /// Copies `rows` rows from row `from` on; cells that are not set are null.
  void fill(int from, int rows) {
    vector.reset();
    vector.setInitialCapacity(rows);
    vector.allocateNew();
    for (int place = 0; place < rows; place++) {
      copy.copy(from + place, place);
    }
    vector.setValueCount(rows);
  }

  private static ArrowColumn numbers(NumberColumn column, BufferAllocator memory) {
    double[] values = column.values();
    return switch (column.kind()) {
      case NUMBER -> {
        Float8Vector vector = new Float8Vector(column.name(), memory);
        yield new ArrowColumn(
            vector, present(column, (row, place) -> vector.setSafe(place, values[row])));
      }
      case INTEGER -> {
        BigIntVector vector = new BigIntVector(column.name(), memory);
        yield new ArrowColumn(
            vector, present(column, (row, place) -> vector.setSafe(place, (long) values[row])));
      }
      case BOOLEAN -> {
        BitVector vector = new BitVector(column.name(), memory);
        yield new ArrowColumn(
            vector, present(column, (row, place) -> vector.setSafe(place, (int) values[row])));
      }
    };
  }

  private static ArrowColumn texts(TextColumn column, BufferAllocator memory) {
    VarCharVector vector = new VarCharVector(column.name(), memory);
    return new ArrowColumn(
        vector, present(column, (row, place) -> vector.setSafe(place, utf8(column.values()[row]))));
  }

  private static ArrowColumn categories(
      CategoryColumn column,
      int number,
      BufferAllocator memory,
      MapDictionaryProvider dictionaries) {
    DictionaryEncoding encoding =
        new DictionaryEncoding(number, false, new ArrowType.Int(32, true));
    dictionaries.put(new Dictionary(dictionary(column.dictionary(), memory), encoding));
    IntVector vector =
        new IntVector(
            column.name(), new FieldType(true, new ArrowType.Int(32, true), encoding), memory);
    int[] codes = column.codes();
    return new ArrowColumn(
        vector, present(column, (row, place) -> vector.setSafe(place, codes[row])));
  }

  private static VarCharVector dictionary(List<String> texts, BufferAllocator memory) {
    VarCharVector vector = new VarCharVector("dictionary", memory);
    vector.allocateNew();
    for (int code = 0; code < texts.size(); code++) {
      vector.setSafe(code, utf8(texts.get(code)));
    }
    vector.setValueCount(texts.size());
    return vector;
  }

  private static RowCopy present(Column column, RowCopy copy) {
    return (row, place) -> {
      if (!column.isMissing(row)) {
        copy.copy(row, place);
      }
    };
  }

  private static byte[] utf8(@org.jspecify.annotations.Nullable String text) {
    return (text == null ? "" : text).getBytes(StandardCharsets.UTF_8);
  }
}
