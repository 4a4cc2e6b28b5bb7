package io.churnflow.jobs.predict;

import static io.churnflow.fixtures.ColumnBuilder.category;
import static io.churnflow.fixtures.ColumnBuilder.column;
import static io.churnflow.fixtures.ColumnBuilder.integer;
import static io.churnflow.fixtures.ColumnBuilder.number;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.churnflow.contracts.CategoryColumn;
import io.churnflow.contracts.Column;
import io.churnflow.contracts.NumberColumn;
import io.churnflow.contracts.pipeline.ColumnType;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.DerivedFeature;
import io.churnflow.fixtures.ColumnBuilder;
import io.churnflow.fixtures.Contracts;
import io.churnflow.learning.FeatureTable;
import io.churnflow.learning.LinearModel;
import io.churnflow.learning.calibration.Uncalibrated;
import io.churnflow.learning.derived.Derivation;
import io.churnflow.learning.linear.CategoryTerm;
import io.churnflow.learning.linear.NumberTerm;
import io.churnflow.learning.linear.Scaling;
import io.churnflow.learning.onnx.StoredModel;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReasonsTest {
  private static final FeatureTable TABLE =
      new FeatureTable(
          List.of(
              new CategoryColumn(
                  "contract_kind", new int[] {0, 1, -1, 0}, List.of("Month-to-month", "One year")),
              new NumberColumn(
                  "tenure", NumberColumn.Kind.INTEGER, new double[] {2, 70, Double.NaN, 30}),
              new NumberColumn("senior", NumberColumn.Kind.BOOLEAN, new double[] {1, 0, 1, 0}),
              new NumberColumn("income", NumberColumn.Kind.NUMBER, new double[] {1e9, 1, 1, -1})),
          4);

  private static final LinearModel MODEL =
      new LinearModel(
          0,
          List.of(
              new CategoryTerm(
                  "contract_kind", List.of("Month-to-month", "One year"), new double[] {2, -2, 1}),
              new NumberTerm("tenure", new Scaling(30, 30, 10), -1, 0.5),
              new NumberTerm("senior", new Scaling(0, 0, 1), 0.25, 0),
              new NumberTerm("income", new Scaling(0, 0, 1), 1e-6, 0)),
          List.of(0.0, 0.0, 0.0, 0.0));

  private static StoredModel stored(LinearModel model) {
    return new StoredModel(
        model, new Uncalibrated(), "logistic-regression", 0.5, "0".repeat(64), List.of());
  }

  private static Contract contract(ColumnBuilder... more) {
    ColumnBuilder[] columns = {
      category("contract_kind"),
      integer("tenure").phrase("tenure of {value} months"),
      column("senior", ColumnType.BOOLEAN),
      number("income").personal()
    };
    return Contracts.of(
        Stream.concat(Stream.of(columns), Stream.of(more)).toArray(ColumnBuilder[]::new));
  }

  private static List<List<String>> reasons(int count) {
    RowReasons found = Reasons.of(stored(MODEL), contract(), List.of(), count).of(TABLE);
    return IntStream.range(0, TABLE.rows())
        .mapToObj(row ->
            IntStream.range(0, count)
                .mapToObj(place -> new String(found.cell(row, place), UTF_8))
                .toList())
        .toList();
  }

  @Test
  void saysWhatRaisesTheRiskMostFirst() {
    assertEquals(
        List.of("tenure of 2 months", "contract kind: Month-to-month", "income", "senior: yes"),
        reasons(4).get(0));
  }

  @Test
  void saysNothingOfWhatLowersIt() {
    assertEquals(List.of("income", "", ""), reasons(3).get(1));
    assertEquals(List.of("contract kind: Month-to-month", "", ""), reasons(3).get(3));
  }

  @Test
  void saysWhatIsMissing() {
    assertEquals(
        List.of("contract kind missing", "tenure missing", "senior: yes", "income"),
        reasons(4).get(2));
  }

  @Test
  void saysWhatIsDerivedOfATimestampUnlessThatIsPersonal() {
    Contract contract =
        contract(
            column("since", ColumnType.TIMESTAMP), column("born", ColumnType.TIMESTAMP).personal());
    DerivedFeature age =
        new DerivedFeature(
            "since",
            DerivedFeature.Part.AGE_IN_DAYS,
            "age",
            "2024-01-01",
            null,
            "{value} days ago");
    DerivedFeature month =
        new DerivedFeature("born", DerivedFeature.Part.MONTH, "birth_month", null, null, null);
    NumberColumn days = new NumberColumn("age", NumberColumn.Kind.INTEGER, new double[] {412});
    CategoryColumn march = new CategoryColumn("birth_month", new int[] {0}, List.of("March"));
    assertEquals("412 days ago", said(ColumnWords.of(age, contract), days));
    assertEquals("birth month", said(ColumnWords.of(month, contract), march));
    assertEquals("birth month", said(ColumnWords.of(Derivation.of(month), contract), march));
    assertEquals("age: 412", said(ColumnWords.of(Derivation.of(age), contract), days));
  }

  private static String said(ColumnWords words, Column column) {
    return new String(words.cells(column).of(0), UTF_8);
  }

  @Test
  void writesNumbersAsPeopleDo() {
    NumberColumn numbers =
        new NumberColumn(
            "x", NumberColumn.Kind.NUMBER, new double[] {70, 70.35, 1e9 + 0.5, -0.0, 1e-5});
    RowReasons.Cells cells = ColumnWords.of(number("x").phrase("{value}").build()).cells(numbers);
    assertEquals(
        List.of("70", "70.35", "1000000000.5", "0", "0.00001"),
        IntStream.range(0, 5).mapToObj(row -> new String(cells.of(row), UTF_8)).toList());
  }

  @Test
  void leavesCellsEmptyWhereAModelCannotBeExplained() {
    RowReasons none = Reasons.none(2).of(TABLE);
    assertEquals(0, none.cell(3, 1).length);
    StoredModel without = stored(new LinearModel(0, MODEL.terms(), List.of()));
    assertThrows(
        IllegalArgumentException.class, () -> Reasons.of(without, contract(), List.of(), 2));
    assertEquals(0, Reasons.of(without, contract(), List.of(), 0).count());
  }
}
