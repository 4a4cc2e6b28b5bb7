package io.churnflow.jobs.addoutcomes;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.churnflow.jobs.addoutcomes.Volume.Customer;
import io.churnflow.jobs.addoutcomes.Volume.Said;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Batches and outcomes drawn at random, against the rule said the other way round: from the oldest
/// row on, each known one takes the place of the one before.
class RandomOutcomesTest {
  private static final int CUSTOMERS = 12;
  private static final int BATCHES = 5;

  @TempDir private Path home = Path.of("");

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void eachCustomerIsThereOnceAsTheRuleSays(long seed) throws IOException {
    Random random = new Random(seed);
    int window = 1 + random.nextInt(BATCHES);
    Volume volume =
        new Volume(home, AddOutcomesTest.pipeline("outcomes: {batches: %d}".formatted(window)));
    Map<String, Customer> expected = new LinkedHashMap<>();
    List<Customer> input = draw(random, -1);
    input.forEach(one -> expected.put(one.id(), one));
    List<List<Customer>> told = new ArrayList<>();
    Set<Integer> counting = new HashSet<>();
    for (int batch = 0; batch < BATCHES; batch++) {
      List<Customer> known = new ArrayList<>();
      told.add(known);
      List<Customer> scored = draw(random, batch);
      volume.score("batch" + batch, 100 - batch, scored);
      List<Said> said = new ArrayList<>();
      for (Customer one : scored) {
        boolean isSaid = random.nextInt(3) > 0;
        boolean contradicting = random.nextInt(5) == 0;
        boolean left = Boolean.TRUE.equals(one.left());
        if (isSaid) {
          said.add(new Said(one.id(), "batch" + batch, left));
        }
        if (isSaid && contradicting) {
          said.add(new Said(one.id(), "batch" + batch, !left));
        }
        if (isSaid && !contradicting) {
          known.add(one);
        }
      }
      if (!known.isEmpty() && 2 * known.size() >= scored.size()) {
        counting.add(batch);
      }
      volume.tell(1 + batch, said);
    }
    for (int batch = 0; batch < BATCHES; batch++) {
      int oldest = batch;
      if (counting.stream().filter(other -> other > oldest).count() < window) {
        told.get(batch).forEach(one -> expected.put(one.id(), one));
      }
    }
    List<Customer> found = volume.added("training", input);
    assertEquals(expected.size(), found.size());
    assertEquals(new HashSet<>(expected.values()), new HashSet<>(found));
  }

  /// Some customers; each batch has plans of its own, so that codes differ.
  private static List<Customer> draw(Random random, int batch) {
    List<Customer> drawn = new ArrayList<>();
    Set<Integer> ids = new HashSet<>();
    for (int i = 0; i < CUSTOMERS / 2; i++) {
      int id = random.nextInt(CUSTOMERS);
      if (ids.add(id)) {
        String plan = random.nextBoolean() ? "plan" : "plan of " + batch + id % 2;
        drawn.add(new Customer("C" + id, 100.0 * batch + id, plan, random.nextBoolean()));
      }
    }
    return drawn;
  }
}
