package io.churnflow.jobs.predict;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.DerivedFeature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.derived.Derivation;
import io.churnflow.learning.explain.Contributions;
import io.churnflow.learning.explain.Explainer;
import io.churnflow.learning.onnx.StoredModel;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Finds what raises each customer's risk most: the columns with the largest positive SHAP values.
/// May be used by several threads at once.
final class Reasons {
  /// A contribution up to this is rounding.
  private static final double NOTHING = 1e-9;

  private final int count;
  private final Map<String, ColumnWords> words;
  private final @Nullable Explainer explainer;

  private Reasons(int count, Map<String, ColumnWords> words, @Nullable Explainer explainer) {
    this.count = count;
    this.words = words;
    this.explainer = explainer;
  }

  /// @param model an explainable one, where there are to be reasons
  /// @param asked what the pipeline file derives, with its phrases
  /// @param count most reasons of a row, 0 for none
  static Reasons of(StoredModel model, Contract contract, List<DerivedFeature> asked, int count) {
    if (count == 0) {
      return none(0);
    }
    Map<String, ColumnWords> words = new HashMap<>();
    for (Derivation derivation : model.derivations()) {
      words.put(derivation.feature().name(), ColumnWords.of(derivation, contract));
    }
    for (DerivedFeature derived : asked) {
      words.put(derived.name(), ColumnWords.of(derived, contract));
    }
    for (ColumnContract column : contract.columns()) {
      words.put(column.name(), ColumnWords.of(column));
    }
    return new Reasons(count, words, Explainer.of(model.model()));
  }

  /// Columns for reasons, and none in them.
  static Reasons none(int count) {
    return new Reasons(count, Map.of(), null);
  }

  /// Most reasons of a row.
  int count() {
    return count;
  }

  /// The reasons of each row.
  ///
  /// @param features what the model sees of the rows
  /// @throws IllegalArgumentException where these are not the columns of the model
  RowReasons of(FeatureTable features) {
    if (explainer == null) {
      int[] none = new int[features.rows() * count];
      Arrays.fill(none, RowReasons.NO_REASON);
      return new RowReasons(count, none, List.of());
    }
    Contributions found = explainer.explain(features);
    return new RowReasons(
        count,
        strongest(found.values(), features.rows()),
        features.columns().stream().map(this::cells).toList());
  }

  private RowReasons.Cells cells(Column column) {
    ColumnWords known = words.get(column.name());
    if (known == null) {
      throw new IllegalArgumentException("no column %s in the contract".formatted(column.name()));
    }
    return known.cells(column);
  }

  /// The columns with the largest contributions, of equal ones the first.
  private int[] strongest(double[][] contributions, int rows) {
    int[] columns = new int[rows * count];
    double[] row = new double[contributions.length];
    for (int i = 0; i < rows; i++) {
      for (int column = 0; column < row.length; column++) {
        row[column] = contributions[column][i];
      }
      for (int place = 0; place < count; place++) {
        int best = largest(row);
        columns[i * count + place] = best;
        if (best != RowReasons.NO_REASON) {
          row[best] = 0;
        }
      }
    }
    return columns;
  }

  private static int largest(double[] contributions) {
    int largest = RowReasons.NO_REASON;
    double most = NOTHING;
    for (int column = 0; column < contributions.length; column++) {
      if (contributions[column] > most) {
        most = contributions[column];
        largest = column;
      }
    }
    return largest;
  }
}
