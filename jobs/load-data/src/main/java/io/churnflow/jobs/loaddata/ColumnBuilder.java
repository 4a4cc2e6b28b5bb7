package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.NumberColumn.Kind;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Messages;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Collects a column cell by cell. An empty cell is missing.
abstract sealed class ColumnBuilder {
  private final String name;

  ColumnBuilder(String name) {
    this.name = name;
  }

  static ColumnBuilder of(Path file, ColumnContract column) {
    return switch (column.type()) {
      case NUMBER -> new Numbers(file, column, Kind.NUMBER);
      case INTEGER -> new Numbers(file, column, Kind.INTEGER);
      case BOOLEAN -> new Numbers(file, column, Kind.BOOLEAN);
      case CATEGORY -> new Categories(column.name(), column.categories());
    };
  }

  static ColumnBuilder id(Path file, String name) {
    return new Ids(file, name);
  }

  static ColumnBuilder target(Target target) {
    return new Categories(target.column(), List.of(target.negative(), target.positive()));
  }

  /// The column's name, as in the header.
  final String name() {
    return name;
  }

  /// Takes the cell of the next row, which begins in this line of the file.
  abstract void add(String cell, long line);

  /// The column of all rows.
  ///
  /// @throws DataException where more than the allowed share of the cells did not parse
  abstract Column finish(int rows, double unparseableShare, Messages messages);

  /// Numbers, whole numbers and booleans.
  private static final class Numbers extends ColumnBuilder {
    private final Path file;
    private final ColumnContract column;
    private final Kind kind;
    private double[] values = new double[1024];
    private int size;
    private int unparseable;
    private String first = "";

    Numbers(Path file, ColumnContract column, Kind kind) {
      super(column.name());
      this.file = file;
      this.column = column;
      this.kind = kind;
    }

    @Override
    void add(String cell, long line) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      String text = cell.strip();
      double value = text.isEmpty() ? Double.NaN : Cells.parse(kind, text);
      if (Double.isNaN(value) && !text.isEmpty()) {
        if (unparseable == 0) {
          String found =
              column.personal()
                  ? "another value (personal, not shown)"
                  : "'" + Cells.shorten(cell) + "'";
          first =
              "input %s, line %d, column %s: expected %s, found %s"
                  .formatted(file, line, name(), Cells.describe(kind), found);
        }
        unparseable++;
      }
      values[size++] = value;
    }

    @Override
    Column finish(int rows, double unparseableShare, Messages messages) {
      if (unparseable > unparseableShare * rows) {
        throw new DataException(first + more(rows, unparseableShare));
      }
      if (unparseable > 0) {
        messages.warn(first + "; taken as missing" + more(rows, unparseableShare));
      }
      return new NumberColumn(name(), kind, Arrays.copyOf(values, size));
    }

    private String more(int rows, double allowed) {
      return " (%d of %d cells of the column, allowed share %s)"
          .formatted(unparseable, rows, allowed);
    }
  }

  /// Texts as codes: the contract's categories first, others as they come.
  private static final class Categories extends ColumnBuilder {
    private final Map<String, Integer> codeOf = new LinkedHashMap<>();
    private int[] codes = new int[1024];
    private int size;

    Categories(String name, List<String> known) {
      super(name);
      known.forEach(text -> codeOf.put(text, codeOf.size()));
    }

    @Override
    void add(String cell, long line) {
      if (size == codes.length) {
        codes = Arrays.copyOf(codes, 2 * size);
      }
      codes[size++] = cell.isEmpty() ? CategoryColumn.MISSING : code(cell);
    }

    private int code(String cell) {
      Integer known = codeOf.get(cell);
      if (known != null) {
        return known;
      }
      int next = codeOf.size();
      codeOf.put(cell, next);
      return next;
    }

    @Override
    Column finish(int rows, double unparseableShare, Messages messages) {
      return new CategoryColumn(name(), Arrays.copyOf(codes, size), List.copyOf(codeOf.keySet()));
    }
  }

  /// The id, which no row may lack.
  private static final class Ids extends ColumnBuilder {
    private final Path file;
    private final List<@Nullable String> values = new ArrayList<>();

    Ids(Path file, String name) {
      super(name);
      this.file = file;
    }

    @Override
    void add(String cell, long line) {
      if (cell.isBlank()) {
        throw new DataException(
            "input %s, line %d, column %s: expected an id, found an empty cell"
                .formatted(file, line, name()));
      }
      values.add(cell);
    }

    @Override
    Column finish(int rows, double unparseableShare, Messages messages) {
      return new TextColumn(name(), values.toArray(new @Nullable String[0]));
    }
  }
}
