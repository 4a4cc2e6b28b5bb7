package io.churnflow.runtime;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.arrow.vector.BigIntVector;
import org.apache.arrow.vector.BitVector;
import org.apache.arrow.vector.FieldVector;
import org.apache.arrow.vector.Float8Vector;
import org.apache.arrow.vector.IntVector;
import org.apache.arrow.vector.VarCharVector;
import org.apache.arrow.vector.dictionary.Dictionary;
import org.apache.arrow.vector.ipc.ArrowFileReader;
import org.apache.arrow.vector.types.pojo.DictionaryEncoding;
import org.jspecify.annotations.Nullable;

/// Collects a column out of the batches of an Arrow file.
sealed interface ColumnReader {

  /// Takes the rows of one batch.
  void append(FieldVector vector, int rows);

  /// The column of all rows so far.
  Column column();

  static ColumnReader of(FieldVector vector, ArrowFileReader file) {
    String name = vector.getName();
    return switch (vector) {
      case Float8Vector number -> new Numbers(name, NumberColumn.Kind.NUMBER);
      case BigIntVector integer -> new Numbers(name, NumberColumn.Kind.INTEGER);
      case BitVector bool -> new Numbers(name, NumberColumn.Kind.BOOLEAN);
      case IntVector codes -> new Categories(name, dictionary(codes, file));
      case VarCharVector text -> new Texts(name);
      default ->
          throw new IllegalArgumentException(
              "column %s of type %s".formatted(name, vector.getField()));
    };
  }

  private static List<String> dictionary(IntVector codes, ArrowFileReader file) {
    DictionaryEncoding encoding = codes.getField().getDictionary();
    Dictionary dictionary = encoding == null ? null : file.lookup(encoding.getId());
    if (dictionary == null || !(dictionary.getVector() instanceof VarCharVector texts)) {
      throw new IllegalArgumentException("column %s has no dictionary".formatted(codes.getName()));
    }
    List<String> found = new ArrayList<>();
    for (int code = 0; code < texts.getValueCount(); code++) {
      found.add(new String(texts.get(code), StandardCharsets.UTF_8));
    }
    return found;
  }

  /// Numbers, integers and booleans.
  final class Numbers implements ColumnReader {
    private final String name;
    private final NumberColumn.Kind kind;
    private double[] values = {};

    private Numbers(String name, NumberColumn.Kind kind) {
      this.name = name;
      this.kind = kind;
    }

    @Override
    public void append(FieldVector vector, int rows) {
      int from = values.length;
      values = Arrays.copyOf(values, from + rows);
      for (int row = 0; row < rows; row++) {
        values[from + row] = vector.isNull(row) ? Double.NaN : value(vector, row);
      }
    }

    private static double value(FieldVector vector, int row) {
      return switch (vector) {
        case Float8Vector number -> number.get(row);
        case BigIntVector integer -> integer.get(row);
        case BitVector bool -> bool.get(row);
        default -> throw new IllegalArgumentException("no numbers: " + vector.getField());
      };
    }

    @Override
    public Column column() {
      return new NumberColumn(name, kind, values);
    }
  }

  /// Codes into a dictionary.
  final class Categories implements ColumnReader {
    private final String name;
    private final List<String> dictionary;
    private int[] codes = {};

    private Categories(String name, List<String> dictionary) {
      this.name = name;
      this.dictionary = dictionary;
    }

    @Override
    public void append(FieldVector vector, int rows) {
      int from = codes.length;
      codes = Arrays.copyOf(codes, from + rows);
      IntVector batch = (IntVector) vector;
      for (int row = 0; row < rows; row++) {
        codes[from + row] = batch.isNull(row) ? CategoryColumn.MISSING : checked(batch.get(row));
      }
    }

    private int checked(int code) {
      if (code < 0 || code >= dictionary.size()) {
        throw new IllegalArgumentException(
            "column %s: code %d of %d".formatted(name, code, dictionary.size()));
      }
      return code;
    }

    @Override
    public Column column() {
      return new CategoryColumn(name, codes, dictionary);
    }
  }

  /// Free texts.
  final class Texts implements ColumnReader {
    private final String name;
    private final List<@Nullable String> values = new ArrayList<>();

    private Texts(String name) {
      this.name = name;
    }

    @Override
    public void append(FieldVector vector, int rows) {
      VarCharVector batch = (VarCharVector) vector;
      for (int row = 0; row < rows; row++) {
        values.add(batch.isNull(row) ? null : new String(batch.get(row), StandardCharsets.UTF_8));
      }
    }

    @Override
    public Column column() {
      return new TextColumn(name, values.toArray(new @Nullable String[0]));
    }
  }
}
