package io.churnflow.learning.encoding;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.TextColumn;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;

/// Turns raw columns into what trees see, as learned from the training rows.
///
/// @param encodings one a raw column, in the model's order
public record TreeEncoder(List<TreeEncoding> encodings) {

  public TreeEncoder {
    encodings = List.copyOf(encodings);
  }

  /// Learns medians and category orders from training rows, and from nothing else.
  ///
  /// @param rows the training rows, from 0
  /// @param labels 1 or 0 for every row of the table; only those of the training rows are looked at
  public static TreeEncoder fit(FeatureTable table, int[] rows, byte[] labels, Workers workers) {
    return new TreeEncoder(
        workers.map(
            table.columns().size(), place -> fit(table.columns().get(place), rows, labels)));
  }

  /// Learns from all rows of a table, in the calling thread.
  public static TreeEncoder fit(FeatureTable table, byte[] labels) {
    int[] all = IntStream.range(0, table.rows()).toArray();
    return new TreeEncoder(
        table.columns().stream().map(column -> fit(column, all, labels)).toList());
  }

  private static TreeEncoding fit(Column column, int[] rows, byte[] labels) {
    return switch (column) {
      case NumberColumn number ->
          new FilledNumber(number.name(), Imputation.fit(number.select(rows).values()));
      case CategoryColumn category -> CategoryOrderFit.fit(category, rows, labels);
      case TextColumn text -> throw new IllegalArgumentException(text.name() + ": free text");
    };
  }

  /// The raw columns, in order.
  public List<Feature> features() {
    return encodings.stream().map(TreeEncoding::feature).toList();
  }

  /// Number of encoded columns.
  public int width() {
    return encodings.stream().mapToInt(TreeEncoding::width).sum();
  }

  /// The same encoder without the sets that no split looks at, and how the encoded columns are
  /// numbered then.
  ///
  /// @param splits one an encoded column: whether any split looks at it
  public Trimmed trimmed(boolean[] splits) {
    List<TreeEncoding> kept = new ArrayList<>();
    int[] places = new int[width()];
    int column = 0;
    int place = 0;
    for (TreeEncoding encoding : encodings) {
      List<Long> sets = encoding instanceof CategoryOrder order ? order.sets() : List.of();
      List<Long> used = new ArrayList<>();
      for (int plain = encoding.width() - sets.size(); plain > 0; plain--) {
        places[column++] = place++;
      }
      for (Long set : sets) {
        if (splits[column]) {
          used.add(set);
          places[column] = place++;
        }
        column++;
      }
      kept.add(encoding instanceof CategoryOrder order ? order.with(used) : encoding);
    }
    return new Trimmed(new TreeEncoder(kept), places);
  }

  /// @param encoder without what was trimmed
  /// @param places the new number of each encoded column that was kept
  @SuppressWarnings("ArrayRecordComponent") // handed over, not copied: made for one use
  public record Trimmed(TreeEncoder encoder, int[] places) {}

  /// The encoded columns, `[width][rows]`, without missing values.
  ///
  /// @throws IllegalArgumentException where the table's columns are not those of the fit
  public double[][] encode(FeatureTable table) {
    table.require(features());
    List<double[]> encoded = new ArrayList<>();
    for (int place = 0; place < encodings.size(); place++) {
      encoded.addAll(encodings.get(place).encode(table.columns().get(place)));
    }
    return encoded.toArray(double[][]::new);
  }
}
