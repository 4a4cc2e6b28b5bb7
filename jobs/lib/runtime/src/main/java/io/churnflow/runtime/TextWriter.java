package io.churnflow.runtime;

import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.BitSet;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.VarCharVector;

/// Free texts.
final class TextWriter extends ColumnWriter {
  private final VarCharVector vector;
  private int used;

  TextWriter(String name, int rows, BufferAllocator memory) {
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

  private Utf8Texts texts(TableBatch batch) {
    return batch
        .text(name())
        .orElseThrow(() -> new IllegalArgumentException("no text column %s".formatted(name())));
  }
}
