package io.churnflow.jobs.predict;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.DerivedFeature;
import io.churnflow.contracts.pipeline.Pipeline;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FittedModel;
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
  private final List<Derivation> derivations;

  private Reasons(
      int count,
      Map<String, ColumnWords> words,
      @Nullable Explainer explainer,
      List<Derivation> derivations) {
    this.count = count;
    this.words = words;
    this.explainer = explainer;
    this.derivations = derivations;
  }

  /// @param model an explainable one, where there are to be reasons
  /// @param count most reasons of a row, 0 for none
  static Reasons of(StoredModel model, Pipeline pipeline, int count) {
    Contract contract = pipeline.contract();
    Map<String, ColumnWords> words = new HashMap<>();
    for (Derivation derivation : model.derivations()) {
      words.put(derivation.feature().name(), ColumnWords.of(derivation, contract));
    }
    for (DerivedFeature derived : pipeline.features().derived()) {
      words.put(derived.name(), ColumnWords.of(derived, contract));
    }
    return of(model.model(), contract, words, count, model.derivations());
  }

  /// The same for a model that sees no timestamps.
  static Reasons of(FittedModel model, Contract contract, int count) {
    return of(model, contract, new HashMap<>(), count, List.of());
  }

  private static Reasons of(
      FittedModel model,
      Contract contract,
      Map<String, ColumnWords> words,
      int count,
      List<Derivation> derivations) {
    if (count == 0) {
      return none(0);
    }
    for (ColumnContract column : contract.columns()) {
      words.put(column.name(), ColumnWords.of(column));
    }
    return new Reasons(count, words, Explainer.of(model), derivations);
  }

  /// Columns for reasons, and none in them.
  static Reasons none(int count) {
    return new Reasons(count, Map.of(), null, List.of());
  }

  /// Most reasons of a row.
  int count() {
    return count;
  }

  /// The reasons of each row.
  ///
  /// @throws IllegalArgumentException where a column of the model is missing or of another kind
  RowReasons of(Table table) {
    if (explainer == null) {
      int[] none = new int[table.rows() * count];
      Arrays.fill(none, RowReasons.NO_REASON);
      return new RowReasons(count, none, List.of());
    }
    List<String> names = Feature.names(explainer.features());
    FeatureTable features = Derivation.table(table, names, derivations);
    Contributions found = explainer.explain(features);
    return new RowReasons(
        count,
        strongest(found.values(), table.rows()),
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
