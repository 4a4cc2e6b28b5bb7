package io.churnflow.runtime;

import io.churnflow.contracts.NumberColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;

/// Numbers, whole numbers, booleans and timestamps of a column.
abstract sealed class NumberWriter extends ColumnWriter {
  private NumberWriter(String name, FieldVector vector, int rows) {
    super(name, vector, rows);
  }

  @Override
  final void append(TableBatch batch, int from, int rows, int place) {
    double[] values = ((NumberColumn) batch.table().column(name())).values();
    put(values, from, rows, place);
    markPresent(values, from, rows, place);
  }

  /// Takes the values of `rows` rows from row `from` on, to the places from `place` on.
  abstract void put(double[] values, int from, int rows, int place);

  /// The vector's memory for `rows` values of eight bytes.
  final ByteBuffer words(int rows) {
    return vector().getDataBuffer().nioBuffer(0, rows * 8).order(ByteOrder.LITTLE_ENDIAN);
  }

  private void markPresent(double[] values, int from, int rows, int place) {
    for (int done = 0; done < rows; done += Long.SIZE) {
      int some = Math.min(Long.SIZE, rows - done);
      long word = 0;
      for (int i = 0; i < some; i++) {
        word |= (Double.isNaN(values[from + done + i]) ? 0L : 1L) << i;
      }
      validity().put(place + done, word, some);
    }
  }

  /// Decimal numbers.
  static final class Numbers extends NumberWriter {
    private final DoubleBuffer data;

    Numbers(String name, int rows, BufferAllocator memory) {
      super(name, new Float8Vector(name, memory), rows);
      data = words(rows).asDoubleBuffer();
    }

    @Override
    void put(double[] values, int from, int rows, int place) {
      data.put(place, values, from, rows);
    }
  }

  /// Whole numbers of 64 bits, also those that stand for timestamps.
  static final class Wholes extends NumberWriter {
    private final LongBuffer data;

    Wholes(FieldVector vector, int rows) {
      super(vector.getName(), vector, rows);
      data = words(rows).asLongBuffer();
    }

    @Override
    void put(double[] values, int from, int rows, int place) {
      for (int i = 0; i < rows; i++) {
        data.put(place + i, (long) values[from + i]);
      }
    }
  }

  /// Booleans, a bit each.
  static final class Booleans extends NumberWriter {
    private final ValidityBits bits;

    Booleans(String name, int rows, BufferAllocator memory) {
      super(name, new BitVector(name, memory), rows);
      bits = new ValidityBits(rows);
    }

    @Override
    void put(double[] values, int from, int rows, int place) {
      for (int done = 0; done < rows; done += Long.SIZE) {
        int some = Math.min(Long.SIZE, rows - done);
        long word = 0;
        for (int i = 0; i < some; i++) {
          word |= (values[from + done + i] == 1 ? 1L : 0L) << i;
        }
        bits.put(place + done, word, some);
      }
    }

    @Override
    void flush(int rows) {
      bits.flush(vector().getDataBuffer(), rows);
      super.flush(rows);
    }
  }
}
