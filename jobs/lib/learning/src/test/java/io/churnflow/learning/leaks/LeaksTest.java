package io.churnflow.learning.leaks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.Column;
import io.churnflow.contracts.CopiedRows;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.Folds;
import io.churnflow.learning.Labels;
import io.churnflow.learning.Workers;
import io.churnflow.learning.support.Telco;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

final class LeaksTest {
  private final Telco telco = Telco.read();
  private final Folds folds = Folds.stratified(telco.labels(), 5, 1);

  private Map<String, Double> suspicious(FeatureTable table) {
    try (Workers workers = new Workers(2)) {
      return SingleColumns.suspicious(table, telco.labels(), folds, workers);
    }
  }

  @Test
  void findsNothingInAnHonestTable() {
    assertEquals(Map.of(), suspicious(telco.features()));
    CopiedRows copied = Duplicates.acrossFolds(telco.features(), folds);
    assertTrue(copied.across() < 60 && !copied.many(), copied.toString());
  }

  @Test
  void namesAColumnThatIsDerivedFromTheTarget() {
    double[] refund = new double[telco.labels().length];
    for (int row = 0; row < refund.length; row++) {
      boolean wrong = row % 50 == 0;
      refund[row] = (telco.labels()[row] == 1) == wrong ? 0 : 20 + row % 7;
    }
    List<Column> columns = new ArrayList<>(telco.features().columns());
    columns.add(new NumberColumn("final_refund", NumberColumn.Kind.NUMBER, refund));
    Map<String, Double> found = suspicious(new FeatureTable(columns, refund.length));
    assertEquals(List.of("final_refund"), List.copyOf(found.keySet()));
  }

  @Test
  void countsTheCopiesThatOversamplingMakes() {
    int rows = telco.labels().length;
    int[] positives = IntStream.range(0, rows).filter(row -> telco.labels()[row] == 1).toArray();
    int[] oversampled =
        IntStream.concat(IntStream.range(0, rows), IntStream.of(positives)).toArray();
    Folds spread = Folds.stratified(Labels.select(telco.labels(), oversampled), 5, 1);
    FeatureTable table = telco.features().select(oversampled);
    CopiedRows found = Duplicates.acrossFolds(table, spread);
    // Four of five copies lie in another fold.
    assertEquals(0.8 * 2 * positives.length, found.across(), 0.1 * positives.length);
    assertTrue(found.keepTogether(), found.toString());
    byte[] labels = Labels.select(telco.labels(), oversampled);
    Folds together = Duplicates.together(table).folds(labels, 5, 1);
    assertEquals(0, Duplicates.acrossFolds(table, together).across());
  }
}
