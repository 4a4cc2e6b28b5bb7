package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.NumberColumn.Kind;
import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.Target;
import io.churnflow.contracts.pipeline.TimestampFormat;
import io.churnflow.runtime.ColumnLayout;
import io.churnflow.runtime.Purpose;
import io.churnflow.runtime.csv.CellForm;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The columns of the table that a contract asks for: the id, the features, the target.
///
/// @param id the id column
/// @param columns all of them, in the table's order
/// @param numbers the columns of numbers and timestamps
/// @param categories the category columns with the texts that have the first codes
record Layout(
    String id,
    List<ColumnLayout> columns,
    Map<String, CellForm> numbers,
    Map<String, List<String>> categories) {

  static Layout of(Contract contract, Purpose purpose) {
    List<ColumnLayout> columns = new ArrayList<>();
    Map<String, CellForm> numbers = new LinkedHashMap<>();
    Map<String, List<String>> categories = new LinkedHashMap<>();
    columns.add(new ColumnLayout(contract.id(), ColumnLayout.Kind.TEXT));
    char decimal = contract.csv().decimalMark();
    for (ColumnContract column : contract.columns()) {
      switch (column.type()) {
        case NUMBER -> numbers.put(column.name(), CellForm.of(Kind.NUMBER, decimal));
        case INTEGER -> numbers.put(column.name(), CellForm.of(Kind.INTEGER, decimal));
        case BOOLEAN -> numbers.put(column.name(), CellForm.of(Kind.BOOLEAN, decimal));
        case TIMESTAMP ->
            numbers.put(column.name(), CellForm.of(TimestampFormat.of(column.format())));
        case CATEGORY -> categories.put(column.name(), column.categories());
      }
      columns.add(layout(column.name(), numbers));
    }
    if (purpose == Purpose.TRAINING) {
      Target target = contract.target();
      categories.put(target.column(), List.of(target.negative(), target.positive()));
      columns.add(layout(target.column(), numbers));
    }
    return new Layout(contract.id(), columns, numbers, categories);
  }

  private static ColumnLayout layout(String name, Map<String, CellForm> numbers) {
    CellForm form = numbers.get(name);
    return form == null
        ? new ColumnLayout(name, ColumnLayout.Kind.CATEGORY)
        : ColumnLayout.of(name, form.kind());
  }
}
