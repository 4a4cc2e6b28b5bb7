package io.churnflow.runtime;

import io.churnflow.contracts.CategoryColumn;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.memory.BufferAllocator;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.types.pojo.ArrowType;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.apache.arrow.vector.types.pojo.FieldType;

/// Codes into the column's dictionary.
final class CodeWriter extends ColumnWriter {
  private final IntBuffer data;

  CodeWriter(String name, int number, int rows, BufferAllocator memory) {
    ArrowType.Int type = new ArrowType.Int(32, true);
    DictionaryEncoding encoding = new DictionaryEncoding(number, false, type);
    super(name, new IntVector(name, new FieldType(true, type, encoding), memory), rows);
    ArrowBuf buffer = vector().getDataBuffer();
    data = buffer.nioBuffer(0, rows * 4).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
  }

  @Override
  void append(TableBatch batch, int from, int rows, int place) {
    int[] codes = ((CategoryColumn) batch.table().column(name())).codes();
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
