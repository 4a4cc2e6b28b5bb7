package io.churnflow.learning.linear;

import io.churnflow.contracts.Column;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Workers;
import java.util.ArrayList;
import java.util.List;

/// The design matrix of the training rows, as compact as its content: what few different cells can
/// say is stored in codes, and zeros are not stored.
///
/// @param encodings one a raw column
/// @param offsets where each one's weights start
/// @param blocks the columns
/// @param width number of weights, of which the last is the intercept's
/// @param rows number of rows
record Design(
    List<LinearEncoding> encodings,
    List<Integer> offsets,
    List<DesignBlock> blocks,
    int width,
    int rows) {

  /// Learns the encodings of all rows.
  static Design of(FeatureTable table, Workers workers) {
    List<Column> columns = table.columns();
    List<LinearEncoding> encodings =
        workers.map(columns.size(), place -> LinearEncoding.fit(columns.get(place)));
    List<Integer> offsets = new ArrayList<>();
    int width = 0;
    for (LinearEncoding encoding : encodings) {
      offsets.add(width);
      width += encoding.width();
    }
    List<DesignColumns> made =
        workers.map(
            columns.size(),
            place -> encodings.get(place).design(columns.get(place), offsets.get(place)));
    List<DesignBlock> blocks = new ArrayList<>();
    List<CodedColumn> coded = made.stream().flatMap(each -> each.coded().stream()).toList();
    if (!coded.isEmpty()) {
      blocks.add(CodedColumns.of(coded, table.rows(), workers));
    }
    made.forEach(each -> blocks.addAll(each.others()));
    return new Design(encodings, offsets, List.copyOf(blocks), width + 1, table.rows());
  }

  /// The weight of the intercept.
  int intercept() {
    return width - 1;
  }

  /// The terms of a model with these weights.
  List<LinearTerm> terms(double[] weights) {
    List<LinearTerm> terms = new ArrayList<>();
    for (int place = 0; place < encodings.size(); place++) {
      terms.add(encodings.get(place).term(weights, offsets.get(place)));
    }
    return terms;
  }
}
