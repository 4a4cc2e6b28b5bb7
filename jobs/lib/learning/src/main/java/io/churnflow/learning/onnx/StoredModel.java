package io.churnflow.learning.onnx;

import io.churnflow.contracts.Table;
import io.churnflow.learning.Feature;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.FittedModel;
import io.churnflow.learning.Workers;
import io.churnflow.learning.calibration.Calibration;
import io.churnflow.learning.derived.Derivation;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/// A model as its file holds it: everything that scoring needs.
///
/// @param model encoders and weights or trees
/// @param calibration from the model's scores to probabilities
/// @param algorithm the learner's name
/// @param threshold a row is predicted positive where its calibrated probability is at least this;
///   in [0, 1]
/// @param contractSha256 digest of the data contract it was trained under, 64 hex digits
/// @param derivations how columns of the model are made of timestamps, in the model's order
public record StoredModel(
    FittedModel model,
    Calibration calibration,
    String algorithm,
    double threshold,
    String contractSha256,
    List<Derivation> derivations) {
  /// Most rows that a thread scores at once: as many as trees put in order to find those that are
  /// alike, which fewer rows have less of.
  private static final int MOST_ROWS_A_TASK = 1 << 16;

  public StoredModel {
    if (!(threshold >= 0 && threshold <= 1)) {
      throw new IllegalArgumentException(
          "threshold: expected a number from 0 to 1, found " + threshold);
    }
    if (!contractSha256.matches("[0-9a-f]{64}")) {
      throw new IllegalArgumentException(
          "contract digest: expected 64 hex digits, found '" + contractSha256 + "'");
    }
    derivations = List.copyOf(derivations);
    requireDistinct(model.features());
    requireDistinct(derivations.stream().map(Derivation::feature).toList());
    for (Derivation derivation : derivations) {
      if (!model.features().contains(derivation.feature())) {
        throw new IllegalArgumentException(
            "derivations: expected columns of the model, found " + derivation.feature());
      }
    }
  }

  /// A column that is there twice would have one of two values.
  private static void requireDistinct(List<Feature> features) {
    List<String> names = Feature.names(features);
    if (names.stream().distinct().count() < names.size()) {
      throw new IllegalArgumentException(
          "columns: expected distinct names, found " + String.join(", ", names));
    }
  }

  /// The raw columns that scoring takes: the model's, in its order, with timestamps where the model
  /// sees what is derived of them.
  public List<Feature> inputs() {
    Map<String, Derivation> byName = Derivation.byName(derivations);
    return model.features().stream()
        .flatMap(feature -> inputs(feature, byName.get(feature.name())))
        .distinct()
        .toList();
  }

  private static Stream<Feature> inputs(Feature feature, @Nullable Derivation derivation) {
    return derivation == null
        ? Stream.of(feature)
        : derivation.sources().stream().map(source -> new Feature(source, Feature.Kind.TIMESTAMP));
  }

  /// The model's columns of each row, in its order, derived ones made of their timestamps.
  ///
  /// @throws IllegalArgumentException as [#probabilities]
  public FeatureTable features(Table table) {
    return Derivation.table(table, Feature.names(model.features()), derivations);
  }

  /// The churn probability of each row, calibrated. Columns may stand in any order, and others may
  /// be there too.
  ///
  /// @throws IllegalArgumentException where a feature column is missing or of another kind
  public double[] probabilities(Table table) {
    return calibrated(scores(table));
  }

  /// The same, block by block on several threads.
  public double[] probabilities(Table table, Workers workers) {
    return calibrated(scores(table, workers));
  }

  /// The churn probability of each row, calibrated.
  ///
  /// @param features as [#features] gives them
  public double[] probabilities(FeatureTable features) {
    return calibrated(model.probabilities(features));
  }

  /// What the model itself gives for each row, before calibration, in [0, 1].
  ///
  /// @throws IllegalArgumentException as [#probabilities]
  public double[] scores(Table table) {
    return model.probabilities(features(table));
  }

  /// The same, block by block on several threads. No row's score depends on the rows beside it, so
  /// neither blocks nor threads change it.
  public double[] scores(Table table, Workers workers) {
    Table taken =
        new Table(Feature.names(inputs()).stream().map(table::column).toList(), table.rows());
    double[] scores = new double[table.rows()];
    int share = Math.ceilDiv(table.rows(), workers.threads());
    int size = Math.clamp(share, 1, MOST_ROWS_A_TASK);
    workers.run(
        Math.ceilDiv(table.rows(), size),
        block -> {
          int from = block * size;
          int to = Math.min(table.rows(), from + size);
          double[] found = scores(taken.select(IntStream.range(from, to).toArray()));
          System.arraycopy(found, 0, scores, from, found.length);
        });
    return scores;
  }

  /// The probabilities that scores become.
  ///
  /// @param scores one a row, as [#scores] gives them
  public double[] calibrated(double[] scores) {
    return Arrays.stream(scores).map(calibration::apply).toArray();
  }
}
