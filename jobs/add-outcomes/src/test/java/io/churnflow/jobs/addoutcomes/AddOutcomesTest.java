package io.churnflow.jobs.addoutcomes;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.contracts.AddedOutcomes;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.Table;
import io.churnflow.contracts.TextColumn;
import io.churnflow.fixtures.SmallPipeline;
import io.churnflow.jobs.addoutcomes.Volume.Customer;
import io.churnflow.jobs.addoutcomes.Volume.Said;
import io.churnflow.runtime.Json;
import io.churnflow.runtime.archive.PredictionArchive;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AddOutcomesTest {
  private static final Customer A = new Customer("A", 30, "basic", true);
  private static final Customer B = new Customer("B", 40, "plus", false);
  private static final List<Customer> INPUT = List.of(A, B);
  private static final String RUN = "training";

  @TempDir private Path home = Path.of("");

  /// A pipeline whose outcomes are known after 30 days.
  static String pipeline(String outcomes) {
    return SmallPipeline.of(
                """
                target: {column: left, positive: "yes", negative: "no"}
                minimum_rows: {training: 2, inference: 1}
                columns:
                  - {name: age, type: integer}
                  - {name: plan, type: category}
                """)
            .trainedBy("models: [{algorithm: logistic-regression}]\n" + outcomes + "\n")
            .yaml()
        + "monitoring: {labels: {due_days: 30}}\n";
  }

  private Volume volume(String outcomes) throws IOException {
    return new Volume(home, pipeline(outcomes));
  }

  private static AddedOutcomes said(Volume volume) {
    return Json.read(volume.file(RUN, AddedOutcomes.FILE), AddedOutcomes.class);
  }

  @Test
  void withoutPastBatchesTheTableIsTheInputsByteForByte() throws IOException {
    Volume volume = volume("outcomes: {}");
    assertEquals(INPUT, volume.added(RUN, INPUT));
    assertEquals(
        -1,
        Files.mismatch(
            volume.file(RUN, "load-data/table.arrow"),
            volume.file(RUN, "add-outcomes/table.arrow")));
  }

  @Test
  void addsACustomerAsHeLookedWhenHeWasScoredWithWhatHeHasDone() throws IOException {
    Volume volume = volume("outcomes: {}");
    volume.score(
        "march",
        90,
        List.of(Customer.scored("C", 50, "new plan"), Customer.scored("D", 60, "plus")));
    volume.tell(10, List.of(new Said("C", "march", true), new Said("D", "run of march", false)));
    assertEquals(
        List.of(
            new Customer("C", 50, "new plan", true), new Customer("D", 60, "plus", false), A, B),
        volume.added(RUN, INPUT));
    AddedOutcomes said = said(volume);
    assertEquals(List.of(4L, 2L, 2L), List.of(said.rows(), said.inputRows(), said.outcomeRows()));
  }

  @Test
  void aCustomerCountsOnceByTheNewestRowWhoseOutcomeIsKnown() throws IOException {
    Volume volume = volume("outcomes: {}");
    volume.score(
        "march", 120, List.of(Customer.scored("A", 31, "plus"), Customer.scored("C", 1, "x")));
    volume.score(
        "april", 90, List.of(Customer.scored("A", 32, "plus"), Customer.scored("C", 2, "x")));
    volume.score("may", 60, List.of(Customer.scored("A", 33, "plus")));
    volume.tell(
        10,
        List.of(
            new Said("A", "march", true),
            new Said("C", "march", true),
            new Said("A", "april", false),
            new Said("C", "april", false)));
    assertEquals(
        List.of(new Customer("A", 32, "plus", false), new Customer("C", 2, "x", false), B),
        volume.added(RUN, INPUT));
    AddedOutcomes said = said(volume);
    assertEquals(List.of(3L, 1L), List.of(said.replaced(), said.unknown()));
    assertEquals(1, said.usedBatches());
  }

  @Test
  void leavesOutWhatIsContradictingUnknownOrNotDue() throws IOException {
    Volume volume = volume("outcomes: {}");
    volume.score("march", 90, List.of(Customer.scored("C", 1, "x"), Customer.scored("D", 2, "x")));
    volume.score("november", 29, List.of(Customer.scored("E", 3, "x")));
    volume.tell(
        10,
        List.of(
            new Said("C", "march", true),
            new Said("C", "march", false),
            new Said("E", "november", true)));
    assertEquals(INPUT, volume.added(RUN, INPUT));
    assertEquals(2, said(volume).unknown());
    assertEquals(1, said(volume).batches().size());
  }

  @Test
  void usesTheNewestDueBatchesOfTheWindowOnly() throws IOException {
    Volume volume = volume("outcomes: {batches: 1}");
    volume.score("march", 90, List.of(Customer.scored("C", 1, "x")));
    volume.score("april", 60, List.of(Customer.scored("D", 2, "x")));
    volume.score("november", 1, List.of(Customer.scored("E", 3, "x")));
    volume.tell(10, List.of(new Said("C", "march", true), new Said("D", "april", true)));
    assertEquals(List.of(new Customer("D", 2, "x", true), A, B), volume.added(RUN, INPUT));
  }

  @Test
  void aBatchOfWhichHardlyAnythingIsKnownDoesNotPushOutTheLastOneThatIsToldOf() throws IOException {
    Volume volume = volume("outcomes: {batches: 1}");
    volume.score("march", 90, List.of(Customer.scored("C", 1, "x")));
    volume.score("april", 60, List.of(Customer.scored("D", 2, "x")));
    volume.score(
        "may",
        50,
        List.of(
            Customer.scored("E", 3, "x"),
            Customer.scored("F", 4, "x"),
            Customer.scored("G", 5, "x")));
    volume.score("june", 40, List.of(Customer.scored("H", 6, "x")));
    volume.tell(
        10,
        List.of(
            new Said("C", "march", true),
            new Said("D", "april", true),
            new Said("E", "may", true)));
    assertEquals(
        List.of(new Customer("E", 3, "x", true), new Customer("D", 2, "x", true), A, B),
        volume.added(RUN, INPUT));
  }

  @Test
  void leavesTheInputOutWhereItIsNotWanted() throws IOException {
    Volume volume = volume("outcomes: {input: false}");
    volume.score("march", 90, List.of(Customer.scored("C", 1, "x"), Customer.scored("D", 2, "x")));
    volume.tell(10, List.of(new Said("C", "march", true), new Said("D", "march", false)));
    assertEquals(
        List.of(new Customer("C", 1, "x", true), new Customer("D", 2, "x", false)),
        volume.added(RUN, INPUT));
    assertEquals("", volume.err());
  }

  /// The newest rows are what an outcome just told is: held out by time, no model learns from it.
  @Test
  void warnsWhereTheOutcomesAreTheHoldOut() throws IOException {
    Volume volume =
        new Volume(
            home, pipeline("outcomes: {}").replace("salt: s\n", "salt: s\n  time_column: age\n"));
    assertEquals(INPUT, volume.added("first", INPUT));
    assertEquals("", volume.err());
    volume.score("march", 90, List.of(Customer.scored("C", 50, "x")));
    volume.tell(10, List.of(new Said("C", "march", true)));
    assertEquals(3, volume.added(RUN, INPUT).size());
    assertTrue(
        volume.err().contains("the latest 20 % of the rows by age are held out"), volume.err());
  }

  @Test
  void usesTheInputAllTheSameWhereOutcomesAloneAreTooFewOrOfOneKind() throws IOException {
    Volume volume = volume("outcomes: {input: false}");
    assertEquals(INPUT, volume.added("first", INPUT));
    volume.score("march", 90, List.of(Customer.scored("C", 1, "x"), Customer.scored("D", 2, "x")));
    volume.tell(10, List.of(new Said("C", "march", true), new Said("D", "march", true)));
    assertEquals(4, volume.added(RUN, INPUT).size());
    assertTrue(volume.err().contains("found 2 rows: those of the input are used as well"));
  }

  @Test
  void aRepeatGivesTheSameBytesWhateverHasBecomeKnownSince() throws IOException {
    Volume volume = volume("outcomes: {}");
    volume.score("march", 90, List.of(Customer.scored("C", 1, "x"), Customer.scored("D", 2, "x")));
    volume.tell(10, List.of(new Said("C", "march", true)));
    assertEquals(3, volume.added(RUN, INPUT).size());
    Path manifest = volume.file(RUN, "add-outcomes/manifest.json");
    byte[] before = Files.readAllBytes(manifest);
    volume.tell(9, List.of(new Said("D", "march", true)));
    Files.delete(manifest);
    assertEquals(3, volume.added(RUN, INPUT).size());
    assertArrayEquals(before, Files.readAllBytes(manifest));
    assertEquals(4, volume.added("another", INPUT).size());
  }

  /// An outcome without a batch is about the newest one that scored the customer and was due.
  @Test
  void aBatchWithoutFeaturesKeepsItsOutcomes() throws IOException {
    Volume volume = volume("outcomes: {}");
    volume.score("march", 90, List.of(Customer.scored("C", 1, "x"), Customer.scored("D", 2, "x")));
    volume.score("april", 60, List.of(Customer.scored("C", 3, "x")), Optional.empty());
    volume.tell(10, List.of(new Said("C", null, true), new Said("D", null, true)));
    assertEquals(List.of(new Customer("D", 2, "x", true), A, B), volume.added(RUN, INPUT));
    assertTrue(
        volume.err().contains("april is not trained on: it was scored before features were kept"));
  }

  @Test
  void aBatchOfAnotherContractIsLeftOutWithAWarning() throws IOException {
    Volume volume = volume("outcomes: {}");
    Table other =
        new Table(
            List.of(
                new TextColumn("id", new String[] {"C"}),
                new NumberColumn("age", NumberColumn.Kind.NUMBER, new double[] {1.5})),
            1);
    volume.score("march", 90, List.of(Customer.scored("C", 1, "x")), Optional.of(other));
    volume.tell(10, List.of(new Said("C", "march", true)));
    assertEquals(INPUT, volume.added(RUN, INPUT));
    assertTrue(volume.err().contains("another data contract: expected the column age as integer"));
  }

  @Test
  void aDamagedBatchEndsWith3AndLeavesNothing() throws IOException {
    Volume volume = volume("outcomes: {}");
    volume.score("march", 90, List.of(Customer.scored("C", 1, "x")));
    Path kept = volume.archive().folder().resolve("march/" + PredictionArchive.FEATURES);
    Files.write(kept, new byte[] {1});
    volume.load(RUN, INPUT);
    assertEquals(3, volume.add(RUN));
    assertTrue(volume.err().contains("features.arrow: expected SHA-256"), volume.err());
    assertTrue(Files.notExists(volume.file(RUN, "add-outcomes")));
  }

  @Test
  void aPipelineWithoutTheSectionEndsWith2() throws IOException {
    Volume volume = volume("");
    volume.load(RUN, INPUT);
    assertEquals(2, volume.add(RUN));
    assertTrue(volume.err().contains("training.outcomes: expected fields"), volume.err());
  }
}
