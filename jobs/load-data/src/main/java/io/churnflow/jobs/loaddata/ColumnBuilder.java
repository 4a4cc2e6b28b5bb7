package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.ShownValue;
import io.churnflow.runtime.Codes;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Utf8Texts;
import io.churnflow.runtime.csv.CellForm;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;

/// Collects a column cell by cell, and hands it over some rows at a time. An empty cell is missing.
abstract sealed class ColumnBuilder {
  private final String name;

  ColumnBuilder(String name) {
    this.name = name;
  }

  /// @param strict whether a row with a cell that does not parse is none; else it is missing, and
  ///   their share is judged at the end
  static ColumnBuilder numbers(Path file, ColumnContract column, CellForm form, boolean strict) {
    return new Numbers(file, column, form, strict);
  }

  static ColumnBuilder id(String name) {
    return new Ids(name);
  }

  /// @param codes takes the texts that it does not have yet
  static ColumnBuilder categories(String name, Codes codes) {
    return new Categories(name, codes);
  }

  /// The column's name, as in the header.
  final String name() {
    return name;
  }

  /// What is wrong with a cell, so that its row cannot be one of the table.
  ///
  /// @param id of its row
  Optional<BadRows.Fault> fault(String id, String cell) {
    return Optional.empty();
  }

  /// Takes the cell of the next row, which begins in this line of the file.
  abstract void add(String cell, long line);

  /// Hands over the rows since the last time.
  abstract void drain(List<Column> columns, Map<String, Utf8Texts> texts);

  /// Judges the column of all rows.
  ///
  /// @throws DataException where more than the allowed share of the cells did not parse
  void finish(long rows, double unparseableShare, Consumer<String> warnings) {}

  /// Numbers, whole numbers, booleans and timestamps.
  private static final class Numbers extends ColumnBuilder {
    private final Path file;
    private final ColumnContract column;
    private final CellForm form;
    private final boolean strict;
    private double[] values = new double[1024];
    private int size;
    private int unparseable;
    private String first = "";

    Numbers(Path file, ColumnContract column, CellForm form, boolean strict) {
      super(column.name());
      this.strict = strict;
      this.file = file;
      this.column = column;
      this.form = form;
    }

    @Override
    Optional<BadRows.Fault> fault(String id, String cell) {
      String text = cell.strip();
      return !strict || text.isEmpty() || !Double.isNaN(form.parse(text))
          ? Optional.empty()
          : Optional.of(
              new BadRows.Fault(
                  id, name(), "type", form.describe(), ShownValue.cell(column, cell)));
    }

    @Override
    void add(String cell, long line) {
      if (size == values.length) {
        values = Arrays.copyOf(values, 2 * size);
      }
      String text = cell.strip();
      double value = text.isEmpty() ? Double.NaN : form.parse(text);
      if (Double.isNaN(value) && !text.isEmpty()) {
        if (unparseable == 0) {
          first =
              "input %s, line %d, column %s: expected %s, found %s"
                  .formatted(file, line, name(), form.describe(), ShownValue.cell(column, cell));
        }
        unparseable++;
      }
      values[size++] = value;
    }

    @Override
    void drain(List<Column> columns, Map<String, Utf8Texts> texts) {
      columns.add(new NumberColumn(name(), form.kind(), Arrays.copyOf(values, size)));
      size = 0;
    }

    @Override
    void finish(long rows, double unparseableShare, Consumer<String> warnings) {
      if (unparseable > unparseableShare * rows) {
        throw new DataException(first + more(rows, unparseableShare));
      }
      if (unparseable > 0) {
        warnings.accept(first + "; taken as missing" + more(rows, unparseableShare));
      }
    }

    private String more(long rows, double allowed) {
      return " (%d of %d cells of the column, allowed share %s)"
          .formatted(unparseable, rows, allowed);
    }
  }

  /// Texts as codes.
  private static final class Categories extends ColumnBuilder {
    private final Codes codeOf;
    private int[] codes = new int[1024];
    private int size;

    Categories(String name, Codes codeOf) {
      super(name);
      this.codeOf = codeOf;
    }

    @Override
    void add(String cell, long line) {
      if (size == codes.length) {
        codes = Arrays.copyOf(codes, 2 * size);
      }
      codes[size++] = cell.isEmpty() ? CategoryColumn.MISSING : codeOf.of(cell);
    }

    @Override
    void drain(List<Column> columns, Map<String, Utf8Texts> texts) {
      columns.add(new CategoryColumn(name(), Arrays.copyOf(codes, size), List.of()));
      size = 0;
    }
  }

  /// The id, which no row may lack.
  private static final class Ids extends ColumnBuilder {
    private final List<String> values = new ArrayList<>();

    Ids(String name) {
      super(name);
    }

    @Override
    Optional<BadRows.Fault> fault(String id, String cell) {
      return cell.isBlank()
          ? Optional.of(new BadRows.Fault("", name(), "id", "an id", "an empty cell"))
          : Optional.empty();
    }

    @Override
    void add(String cell, long line) {
      values.add(cell);
    }

    @Override
    void drain(List<Column> columns, Map<String, Utf8Texts> texts) {
      TextColumn column = new TextColumn(name(), values.toArray(new String[0]));
      texts.put(name(), Utf8Texts.of(column, 0, column.size()));
      values.clear();
    }
  }
}
