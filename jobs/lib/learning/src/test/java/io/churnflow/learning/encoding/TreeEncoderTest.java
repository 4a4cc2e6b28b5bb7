package io.churnflow.learning.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.support.Telco;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TreeEncoderTest {
  private static final double MISSING = Double.NaN;

  @Test
  void fillsMissingNumbersWithTheMedianAndMarksThem() {
    FeatureTable train = Telco.table(Telco.numbers("n", 5, MISSING, 1, 2, 100));
    double[][] encoded = TreeEncoder.fit(train, new byte[5]).encode(train);
    assertArrayEquals(new double[] {5, 3.5, 1, 2, 100}, encoded[0]);
    assertArrayEquals(new double[] {0, 1, 0, 0, 0}, encoded[1]);
  }

  @Test
  void fillsWithoutAMarkWhereNoTrainingRowLackedTheNumber() {
    TreeEncoder encoder = TreeEncoder.fit(Telco.table(Telco.numbers("n", 3, 1, 2)), new byte[3]);
    double[][] encoded = encoder.encode(Telco.table(Telco.numbers("n", MISSING, 7)));
    assertEquals(1, encoded.length);
    assertArrayEquals(new double[] {2, 7}, encoded[0]);
  }

  @Test
  void fillsWithZeroWhereEveryTrainingRowLackedTheNumber() {
    TreeEncoder encoder = TreeEncoder.fit(Telco.table(Telco.numbers("n", MISSING)), new byte[1]);
    assertArrayEquals(
        new double[] {0}, encoder.encode(Telco.table(Telco.numbers("n", MISSING)))[0]);
  }

  @Test
  void ordersCategoriesByTheirChurnRateWithUnseenAtTheMean() {
    FeatureTable train =
        Telco.table(Telco.categories("c", "low", "low", "high", "high", "", "", "low", "high"));
    byte[] labels = {0, 0, 1, 1, 0, 1, 0, 1};
    CategoryOrder order = (CategoryOrder) TreeEncoder.fit(train, labels).encodings().getFirst();
    assertEquals(List.of("low", "high"), order.categories());
    // Missing has the mean rate here too, and comes before unseen.
    assertEquals(0, order.code(0));
    assertEquals(1, order.missing());
    assertEquals(2, order.unseen());
    assertEquals(3, order.code(1));
  }

  @Test
  void ordersCategoriesOfOneRateByName() {
    FeatureTable train = Telco.table(Telco.categories("c", "b", "a", "d", "c"));
    CategoryOrder order =
        (CategoryOrder) TreeEncoder.fit(train, new byte[4]).encodings().getFirst();
    assertEquals(List.of("a", "b", "c", "d"), order.categories());
  }

  @Test
  void takesTwoRowsOfPureChurnLessSeriouslyThanAHundred() {
    String[] cells = new String[202];
    byte[] labels = new byte[202];
    for (int row = 0; row < 202; row++) {
      cells[row] = row < 2 ? "rare" : row < 102 ? "common" : "other";
      labels[row] = (byte) (row < 2 || (row < 102 && row % 10 != 0) ? 1 : 0);
    }
    FeatureTable train = Telco.table(Telco.categories("c", cells));
    CategoryOrder order = (CategoryOrder) TreeEncoder.fit(train, labels).encodings().getFirst();
    assertEquals(List.of("other", "rare", "common"), order.categories());
  }

  @Test
  void encodesByTextWhateverTheDictionary() {
    FeatureTable train = Telco.table(Telco.categories("c", "a", "b", "b"));
    TreeEncoder encoder = TreeEncoder.fit(train, new byte[] {0, 1, 1});
    CategoryOrder order = (CategoryOrder) encoder.encodings().getFirst();
    FeatureTable other = Telco.table(Telco.categories("c", "new", "b", "", "a"));
    assertArrayEquals(
        new double[] {order.unseen(), order.code(1), order.missing(), order.code(0)},
        encoder.encode(other)[0]);
  }

  @Test
  void refusesOtherColumnsThanThoseOfTheFit() {
    TreeEncoder encoder = TreeEncoder.fit(Telco.table(Telco.numbers("n", 1)), new byte[1]);
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> encoder.encode(Telco.table(Telco.categories("n", "1"))));
    assertEquals(
        "feature column 1: expected Feature[name=n, kind=NUMBER], found Feature[name=n, kind=CATEGORY]",
        refusal.getMessage());
  }
}
