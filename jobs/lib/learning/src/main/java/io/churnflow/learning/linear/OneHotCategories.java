package io.churnflow.learning.linear;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.learning.linear.CodedColumn.Cell;
import java.util.Collections;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;

/// A category column, one-hot over the categories that training rows had, by name, with a column
/// for missing where there were such rows.
///
/// @param name the raw column
/// @param known the categories, in the alphabet's order
/// @param missing whether there is a column for missing
record OneHotCategories(String name, List<String> known, boolean missing)
    implements LinearEncoding {

  static OneHotCategories fit(CategoryColumn column) {
    boolean[] seen = new boolean[column.dictionary().size() + 1];
    for (int code : column.codes()) {
      seen[code + 1] = true;
    }
    TreeSet<String> texts = new TreeSet<>();
    for (int code = CategoryColumn.MISSING; code < column.dictionary().size(); code++) {
      if (seen[code + 1]) {
        texts.add(code == CategoryColumn.MISSING ? "" : column.dictionary().get(code));
      }
    }
    boolean missing = texts.remove("");
    return new OneHotCategories(column.name(), List.copyOf(texts), missing);
  }

  @Override
  public int width() {
    return known.size() + (missing ? 1 : 0);
  }

  @Override
  public DesignColumns design(Column column, int offset) {
    CategoryColumn texts = (CategoryColumn) column;
    int[] placeOf = texts.dictionary().stream().mapToInt(this::place).toArray();
    int[] places = new int[texts.size()];
    for (int row = 0; row < places.length; row++) {
      int code = texts.codes()[row];
      places[row] = code == CategoryColumn.MISSING ? place("") : placeOf[code];
    }
    if (width() > CodedColumn.MOST) {
      return DesignColumns.of(new OneHotColumn(offset, places));
    }
    byte[] codes = new byte[places.length];
    for (int row = 0; row < codes.length; row++) {
      codes[row] = (byte) places[row];
    }
    List<Cell> cells =
        IntStream.range(0, width()).mapToObj(place -> new Cell(offset + place, 1, -1)).toList();
    return DesignColumns.of(new CodedColumn(codes, cells));
  }

  /// A text's column, from 0; -1 where it has none, which no training row has.
  private int place(String text) {
    if (text.isEmpty()) {
      return missing ? known.size() : CategoryColumn.MISSING;
    }
    return Math.max(-1, Collections.binarySearch(known, text));
  }

  @Override
  public LinearTerm term(double[] weights, int offset) {
    double[] own = new double[known.size() + 1];
    System.arraycopy(weights, offset, own, 0, width());
    return new CategoryTerm(name, known, own);
  }
}
