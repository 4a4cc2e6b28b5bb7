package io.churnflow.learning.trees;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.pipeline.ClassWeight;
import io.churnflow.learning.FitContext;
import io.churnflow.learning.FitProgress;
import io.churnflow.learning.GradientBoosting;
import io.churnflow.learning.RandomForest;
import io.churnflow.learning.Randomness;
import io.churnflow.learning.Workers;
import io.churnflow.learning.binning.BinnedColumn;
import io.churnflow.learning.binning.BinnedRows;
import io.churnflow.learning.support.Peers;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class TreesAgainstScikitLearnTest {

  @Test
  void growsTheSameTreeOnAllRowsAndColumns() {
    JsonNode peer = Peers.cases("tree");
    double[][] columns = Peers.matrix(peer.get("columns"));
    byte[] labels = Peers.labels(peer.get("labels"));
    RandomForest options =
        new RandomForest(
            1,
            peer.get("min_leaf").asInt(),
            peer.get("max_depth").asInt(),
            columns.length,
            ClassWeight.NONE,
            Map.of());
    BinnedRows binned = binned(columns);
    Bootstrap all = Bootstrap.once(labels.length);
    TreeNodes tree = new ForestTree(binned, labels, all, options, new Randomness(1)).grow();
    TreeEnsemble ensemble = TreeNodes.ensemble(List.of(tree), TreeEnsemble.Kind.MEAN, 0);
    assertEquals(2 * peer.get("leaves").asInt() - 1, ensemble.nodes());
    assertArrayEquals(
        Peers.doubles(peer.get("expected")), ensemble.probabilities(columns, labels.length), 1e-12);
  }

  @Test
  void boostsTheSameTreesLeafByLeaf() {
    JsonNode peer = Peers.cases("boosting");
    JsonNode asked = peer.get("options");
    double[][] columns = Peers.matrix(peer.get("columns"));
    byte[] labels = Peers.labels(peer.get("labels"));
    GradientBoosting options =
        new GradientBoosting(
            asked.get("max_iter").asInt(),
            asked.get("max_leaf_nodes").asInt(),
            asked.get("learning_rate").asDouble(),
            asked.get("min_samples_leaf").asInt(),
            64,
            asked.get("l2_regularization").asDouble(),
            0,
            ClassWeight.NONE,
            Map.of());
    try (Workers workers = new Workers(1)) {
      FitContext context = new FitContext(1, workers, FitProgress.none());
      TreeEnsemble ensemble = BoostingFit.fit(binned(columns), labels, options, context);
      // scikit-learn keeps derivatives in single precision.
      assertArrayEquals(
          Peers.doubles(peer.get("expected")),
          ensemble.probabilities(columns, labels.length),
          1e-5);
    }
  }

  private static BinnedRows binned(double[][] columns) {
    try (Workers workers = new Workers(1)) {
      List<BinnedColumn> binned = Arrays.stream(columns).map(BinnedColumn::of).toList();
      return BinnedRows.pack(binned, columns[0].length, workers);
    }
  }
}
