package io.churnflow.runtime;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.apache.arrow.memory.ArrowBuf;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.TimeStampMilliTZVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;

/// Copies the vectors of one batch into arrays, whole buffers at a time.
final class VectorReader {
  private VectorReader() {}

  /// @throws IllegalArgumentException where the vector is none that a table has
  static ColumnLayout layout(FieldVector vector) {
    ColumnLayout.Kind kind =
        switch (vector) {
          case Float8Vector number -> ColumnLayout.Kind.NUMBER;
          case BigIntVector integer -> ColumnLayout.Kind.INTEGER;
          case BitVector bool -> ColumnLayout.Kind.BOOLEAN;
          case TimeStampMilliTZVector moments -> ColumnLayout.Kind.TIMESTAMP;
          case IntVector codes -> ColumnLayout.Kind.CATEGORY;
          case VarCharVector text -> ColumnLayout.Kind.TEXT;
          default -> throw unknown(vector);
        };
    return new ColumnLayout(vector.getName(), kind);
  }

  /// A number or category column.
  static Column column(FieldVector vector, int rows, List<String> dictionary) {
    String name = vector.getName();
    return switch (vector) {
      case Float8Vector number ->
          new NumberColumn(name, NumberColumn.Kind.NUMBER, numbers(number, rows));
      case BigIntVector integer ->
          new NumberColumn(name, NumberColumn.Kind.INTEGER, integers(integer, rows));
      case BitVector bool ->
          new NumberColumn(name, NumberColumn.Kind.BOOLEAN, booleans(bool, rows));
      case TimeStampMilliTZVector moments ->
          new NumberColumn(name, NumberColumn.Kind.TIMESTAMP, integers(moments, rows));
      case IntVector codes ->
          new CategoryColumn(name, codes(codes, rows, dictionary.size()), dictionary);
      default -> throw unknown(vector);
    };
  }

  static List<String> dictionary(FieldVector codes, ArrowFileReader file) {
    DictionaryEncoding encoding = codes.getField().getDictionary();
    Dictionary dictionary = encoding == null ? null : file.lookup(encoding.getId());
    if (dictionary == null || !(dictionary.getVector() instanceof VarCharVector texts)) {
      throw new IllegalArgumentException("column %s has no dictionary".formatted(codes.getName()));
    }
    List<String> found = new ArrayList<>();
    for (int code = 0; code < texts.getValueCount(); code++) {
      found.add(new String(texts.get(code), StandardCharsets.UTF_8));
    }
    return List.copyOf(found);
  }

  static Utf8Texts texts(VarCharVector vector, int rows) {
    int[] offsets = new int[rows + 1];
    if (rows > 0) {
      bytes(vector.getOffsetBuffer(), (rows + 1) * Integer.BYTES).asIntBuffer().get(offsets);
    }
    for (int row = 0; row < rows; row++) {
      if (offsets[row] < 0 || offsets[row] > offsets[row + 1]) {
        throw new IllegalArgumentException(
            "column %s, row %d: a text of a negative length".formatted(vector.getName(), row));
      }
    }
    byte[] bytes = new byte[offsets[rows]];
    vector.getDataBuffer().getBytes(0, bytes, 0, bytes.length);
    BitSet missing = new BitSet();
    if (vector.getNullCount() > 0) {
      missing = BitSet.valueOf(ValidityBits.read(vector.getValidityBuffer(), rows));
      missing.flip(0, rows);
    }
    return new Utf8Texts(bytes, offsets, missing);
  }

  private static double[] numbers(Float8Vector vector, int rows) {
    double[] values = new double[rows];
    bytes(vector.getDataBuffer(), rows * Double.BYTES).asDoubleBuffer().get(values);
    return withoutMissing(vector, values);
  }

  private static double[] integers(FieldVector vector, int rows) {
    double[] values = new double[rows];
    LongBuffer data = bytes(vector.getDataBuffer(), rows * Long.BYTES).asLongBuffer();
    for (int row = 0; row < rows; row++) {
      values[row] = data.get(row);
    }
    return withoutMissing(vector, values);
  }

  private static double[] booleans(BitVector vector, int rows) {
    double[] values = new double[rows];
    long[] bits = ValidityBits.read(vector.getDataBuffer(), rows);
    for (int row = 0; row < rows; row++) {
      values[row] = bits[row / Long.SIZE] >>> row & 1;
    }
    return withoutMissing(vector, values);
  }

  private static double[] withoutMissing(FieldVector vector, double[] values) {
    if (vector.getNullCount() > 0) {
      long[] present = ValidityBits.read(vector.getValidityBuffer(), values.length);
      for (int row = 0; row < values.length; row++) {
        values[row] = ValidityBits.isSet(present, row) ? values[row] : Double.NaN;
      }
    }
    return values;
  }

  private static int[] codes(IntVector vector, int rows, int size) {
    int[] codes = new int[rows];
    bytes(vector.getDataBuffer(), rows * Integer.BYTES).asIntBuffer().get(codes);
    if (vector.getNullCount() > 0) {
      long[] present = ValidityBits.read(vector.getValidityBuffer(), rows);
      for (int row = 0; row < rows; row++) {
        codes[row] =
            ValidityBits.isSet(present, row)
                ? checked(vector, codes[row], size)
                : CategoryColumn.MISSING;
      }
    } else {
      for (int code : codes) {
        checked(vector, code, size);
      }
    }
    return codes;
  }

  private static int checked(IntVector vector, int code, int size) {
    if (code < 0 || code >= size) {
      throw new IllegalArgumentException(
          "column %s: code %d of %d".formatted(vector.getName(), code, size));
    }
    return code;
  }

  private static ByteBuffer bytes(ArrowBuf buffer, int length) {
    return buffer.nioBuffer(0, length).order(ByteOrder.LITTLE_ENDIAN);
  }

  private static IllegalArgumentException unknown(FieldVector vector) {
    return new IllegalArgumentException(
        "column %s of type %s".formatted(vector.getName(), vector.getField()));
  }
}
