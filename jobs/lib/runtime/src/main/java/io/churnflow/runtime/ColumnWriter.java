package io.churnflow.runtime;

import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;

/// Copies slices of a column's rows to the places of one batch of an Arrow file, whole slices at a
/// time.
abstract sealed class ColumnWriter permits NumberWriter, CodeWriter, TextWriter {
  /// The time zone that every timestamp is stored in.
  static final String UTC = "UTC";

  private final String name;
  private final FieldVector vector;
  private final ValidityBits validity;

  ColumnWriter(String name, FieldVector vector, int rows) {
    this.name = name;
    this.vector = vector;
    this.validity = new ValidityBits(rows);
    vector.setInitialCapacity(rows);
    vector.allocateNew();
  }

  /// @param rows most rows of a batch, a multiple of 64
  static ColumnWriter of(ColumnLayout column, int number, int rows, BufferAllocator memory) {
    return switch (column.kind()) {
      case NUMBER -> new NumberWriter.Numbers(column.name(), rows, memory);
      case INTEGER -> new NumberWriter.Wholes(new BigIntVector(column.name(), memory), rows);
      case BOOLEAN -> new NumberWriter.Booleans(column.name(), rows, memory);
      case TIMESTAMP ->
          new NumberWriter.Wholes(new TimeStampMilliTZVector(column.name(), memory, UTC), rows);
      case CATEGORY -> new CodeWriter(column.name(), number, rows, memory);
      case TEXT -> new TextWriter(column.name(), rows, memory);
    };
  }

  final String name() {
    return name;
  }

  FieldVector vector() {
    return vector;
  }

  final ValidityBits validity() {
    return validity;
  }

  /// Takes `rows` rows of a batch in memory from row `from` on, to the places from `place` on.
  abstract void append(TableBatch batch, int from, int rows, int place);

  /// Makes the vector one of the first `rows` places.
  void flush(int rows) {
    validity.flush(vector.getValidityBuffer(), rows);
    vector.setValueCount(rows);
  }
}
