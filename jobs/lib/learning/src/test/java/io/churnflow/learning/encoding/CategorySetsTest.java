package io.churnflow.learning.encoding;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.support.Telco;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CategorySetsTest {

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5})
  void areWithTheCutsEveryWayToPartTheCategories(int categories) {
    long all = (1L << categories) - 1;
    Set<Long> ways = new HashSet<>();
    for (int cut = 1; cut < categories; cut++) {
      assertTrue(ways.add((1L << cut) - 1));
    }
    for (long set : CategorySets.of(Collections.nCopies(categories, true))) {
      assertTrue((set & 1) == 1 && set < all);
      assertTrue(ways.add(set), Long.toBinaryString(set));
    }
    assertEquals((1 << categories - 1) - 1, ways.size());
  }

  @Test
  void areNotMadeOfManyCategories() {
    assertEquals(List.of(), CategorySets.of(Collections.nCopies(6, true)));
  }

  @Test
  void takeACodeWithoutRowsToTheOneBelow() {
    List<Boolean> hasRows = List.of(false, true, false, true, true, false);
    assertEquals(List.of(0b110111L), CategorySets.of(hasRows));
  }

  @Test
  void encodeAsZeroForThoseInside() {
    FeatureTable train = Telco.table(Telco.categories("c", "a", "b", "b", "c", "c", "c"));
    TreeEncoder encoder = TreeEncoder.fit(train, new byte[] {0, 0, 1, 1, 1, 1});
    CategoryOrder order = (CategoryOrder) encoder.encodings().getFirst();
    assertEquals(1, order.sets().size());
    FeatureTable other = Telco.table(Telco.categories("c", "a", "b", "c", "", "new"));
    double[][] encoded = encoder.encode(other);
    // A missing and an unseen cell go with b, the one below them in the order of rates.
    assertArrayEquals(new double[] {0, 1, 0, 1, 1}, encoded[1]);
    assertEquals(CategoryOrder.set(order.side(order.sets().getFirst())), order.sets().getFirst());
  }

  @Test
  void areDroppedWhereNoTreeSplitsByThem() {
    FeatureTable train =
        Telco.table(
            Telco.categories("c", "a", "b", "c", "d"),
            Telco.numbers("n", 1, 2, Double.NaN, 4),
            Telco.categories("d", "x", "y", "z", "x"));
    TreeEncoder encoder = TreeEncoder.fit(train, new byte[] {0, 1, 1, 0});
    assertEquals(5 + 2 + 2, encoder.width());
    boolean[] splits = new boolean[9];
    splits[2] = true;
    splits[6] = true;
    TreeEncoder.Trimmed trimmed = encoder.trimmed(splits);
    assertEquals(2 + 2 + 1, trimmed.encoder().width());
    double[][] before = encoder.encode(train);
    double[][] after = trimmed.encoder().encode(train);
    for (int column : new int[] {0, 2, 5, 6, 7}) {
      assertArrayEquals(before[column], after[trimmed.places()[column]]);
    }
  }
}
