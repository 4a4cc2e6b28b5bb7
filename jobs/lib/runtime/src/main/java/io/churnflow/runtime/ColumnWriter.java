package io.churnflow.runtime;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.NumberColumn;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.IntBuffer;
import java.nio.LongBuffer;
import java.util.BitSet;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;

/// Copies slices of a column's rows to the places of one batch of an Arrow file, whole slices at a
/// time.
abstract sealed class ColumnWriter {
  private final String name;
  private final FieldVector vector;
  private final ValidityBits validity;

  private ColumnWriter(String name, FieldVector vector, int rows) {
    this.name = name;
    this.vector = vector;
    this.validity = new ValidityBits(rows);
    vector.setInitialCapacity(rows);
    vector.allocateNew();
  }

  /// @param rows most rows of a batch, a multiple of 64
  static ColumnWriter of(ColumnLayout column, int number, int rows, BufferAllocator memory) {
    return switch (column.kind()) {
      case NUMBER -> new Numbers(column.name(), rows, memory);
      case INTEGER -> new Integers(column.name(), rows, memory);
      case BOOLEAN -> new Booleans(column.name(), rows, memory);
      case CATEGORY -> new Codes(column.name(), number, rows, memory);
      case TEXT -> new Texts(column.name(), rows, memory);
    };
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

  final double[] numbers(TableBatch batch) {
    return ((NumberColumn) batch.table().column(name)).values();
  }

  final CategoryColumn categories(TableBatch batch) {
    return (CategoryColumn) batch.table().column(name);
  }

  final Utf8Texts texts(TableBatch batch) {
    return batch
        .text(name)
        .orElseThrow(() -> new IllegalArgumentException("no text column %s".formatted(name)));
  }

  /// Marks the values that are there.
  final void markPresent(double[] values, int from, int rows, int place) {
    for (int done = 0; done < rows; done += Long.SIZE) {
      int some = Math.min(Long.SIZE, rows - done);
      long word = 0;
      for (int i = 0; i < some; i++) {
        word |= (Double.isNaN(values[from + done + i]) ? 0L : 1L) << i;
      }
      validity.put(place + done, word, some);
    }
  }

  /// Decimal numbers.
  private static final class Numbers extends ColumnWriter {
    private final DoubleBuffer data;

    Numbers(String name, int rows, BufferAllocator memory) {
      super(name, new Float8Vector(name, memory), rows);
      ArrowBuf buffer = vector().getDataBuffer();
      data = buffer.nioBuffer(0, rows * 8).order(ByteOrder.LITTLE_ENDIAN).asDoubleBuffer();
    }

    @Override
    void append(TableBatch batch, int from, int rows, int place) {
      double[] values = numbers(batch);
      data.put(place, values, from, rows);
      markPresent(values, from, rows, place);
    }
  }

  /// Whole numbers.
  private static final class Integers extends ColumnWriter {
    private final LongBuffer data;

    Integers(String name, int rows, BufferAllocator memory) {
      super(name, new BigIntVector(name, memory), rows);
      ArrowBuf buffer = vector().getDataBuffer();
      data = buffer.nioBuffer(0, rows * 8).order(ByteOrder.LITTLE_ENDIAN).asLongBuffer();
    }

    @Override
    void append(TableBatch batch, int from, int rows, int place) {
      double[] values = numbers(batch);
      for (int i = 0; i < rows; i++) {
        data.put(place + i, (long) values[from + i]);
      }
      markPresent(values, from, rows, place);
    }
  }

  /// Booleans, a bit each.
  private static final class Booleans extends ColumnWriter {
    private final ValidityBits bits;

    Booleans(String name, int rows, BufferAllocator memory) {
      super(name, new BitVector(name, memory), rows);
      bits = new ValidityBits(rows);
    }

    @Override
    void append(TableBatch batch, int from, int rows, int place) {
      double[] values = numbers(batch);
      for (int done = 0; done < rows; done += Long.SIZE) {
        int some = Math.min(Long.SIZE, rows - done);
        long word = 0;
        for (int i = 0; i < some; i++) {
          word |= (values[from + done + i] == 1 ? 1L : 0L) << i;
        }
        bits.put(place + done, word, some);
      }
      markPresent(values, from, rows, place);
    }

    @Override
    void flush(int rows) {
      bits.flush(vector().getDataBuffer(), rows);
      super.flush(rows);
    }
  }

  /// Codes into the column's dictionary.
  private static final class Codes extends ColumnWriter {
    private final IntBuffer data;

    Codes(String name, int number, int rows, BufferAllocator memory) {
      ArrowType.Int type = new ArrowType.Int(32, true);
      DictionaryEncoding encoding = new DictionaryEncoding(number, false, type);
      super(name, new IntVector(name, new FieldType(true, type, encoding), memory), rows);
      ArrowBuf buffer = vector().getDataBuffer();
      data = buffer.nioBuffer(0, rows * 4).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
    }

    @Override
    void append(TableBatch batch, int from, int rows, int place) {
      int[] codes = categories(batch).codes();
      for (int done = 0; done < rows; done += Long.SIZE) {
        int some = Math.min(Long.SIZE, rows - done);
        long word = 0;
        for (int i = 0; i < some; i++) {
          int code = codes[from + done + i];
          data.put(place + done + i, Math.max(code, 0));
          word |= (code == CategoryColumn.MISSING ? 0L : 1L) << i;
        }
        validity().put(place + done, word, some);
      }
    }
  }

  /// Free texts.
  private static final class Texts extends ColumnWriter {
    private final VarCharVector vector;
    private int used;

    Texts(String name, int rows, BufferAllocator memory) {
      VarCharVector texts = new VarCharVector(name, memory);
      super(name, texts, rows);
      vector = texts;
    }

    @Override
    void append(TableBatch batch, int from, int rows, int place) {
      Utf8Texts texts = texts(batch);
      int begin = texts.start(from);
      int length = texts.offsets()[from + rows] - begin;
      long needed = Math.addExact(used, length);
      while (vector.getDataBuffer().capacity() < needed) {
        vector.reallocDataBuffer(needed);
      }
      vector.getDataBuffer().setBytes(used, texts.bytes(), begin, length);
      IntBuffer offsets =
          vector
              .getOffsetBuffer()
              .nioBuffer(place * 4L, (rows + 1) * 4)
              .order(ByteOrder.LITTLE_ENDIAN)
              .asIntBuffer();
      for (int i = 0; i <= rows; i++) {
        offsets.put(i, texts.offsets()[from + i] - begin + used);
      }
      used += length;
      markPresent(texts, from, rows, place);
    }

    private void markPresent(Utf8Texts texts, int from, int rows, int place) {
      for (int done = 0; done < rows; done += Long.SIZE) {
        int some = Math.min(Long.SIZE, rows - done);
        long word = -1L >>> Long.SIZE - some;
        BitSet missing = texts.missing().get(from + done, from + done + some);
        validity()
            .put(place + done, missing.isEmpty() ? word : word & ~missing.toLongArray()[0], some);
      }
    }

    @Override
    void flush(int rows) {
      vector.setLastSet(rows - 1);
      super.flush(rows);
      used = 0;
    }
  }
}
