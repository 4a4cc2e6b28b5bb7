package io.churnflow.runtime;

import io.churnflow.contracts.NumberColumn;
import java.nio.ByteOrder;
import java.nio.DoubleBuffer;
import java.nio.LongBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;

/// Numbers, whole numbers, booleans and timestamps of a column.
abstract sealed class NumberWriter extends ColumnWriter {
  private NumberWriter(String name, FieldVector vector, int rows) {
    super(name, vector, rows);
  }

  final double[] numbers(TableBatch batch) {
    return ((NumberColumn) batch.table().column(name())).values();
  }

  /// Marks the values that are there.
  final void markPresent(double[] values, int from, int rows, int place) {
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

  /// Whole numbers of 64 bits, also those that stand for timestamps.
  static final class Wholes extends NumberWriter {
    private final LongBuffer data;

    Wholes(FieldVector vector, int rows) {
      super(vector.getName(), vector, rows);
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
  static final class Booleans extends NumberWriter {
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
}
