package io.churnflow.jobs.loaddata;

import io.churnflow.contracts.pipeline.ColumnContract;
import io.churnflow.contracts.pipeline.Contract;
import io.churnflow.contracts.pipeline.ShownValue;
import io.churnflow.runtime.DataException;
import io.churnflow.runtime.Purpose;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/// Where each column stands in a CSV.
///
/// @param places column name to its place, from 0
/// @param width number of columns
record Header(Map<String, Integer> places, int width) {

  /// Reads the header and holds it against the contract.
  ///
  /// @throws DataException where a column is missing, stands twice, or is not allowed
  static Header of(
      Path file,
      List<String> cells,
      Contract contract,
      Purpose purpose,
      Consumer<String> warnings) {
    Map<String, Integer> places = new LinkedHashMap<>();
    List<String> wanted = wanted(contract, purpose);
    for (int place = 0; place < cells.size(); place++) {
      String name = cells.get(place).strip();
      Integer earlier = places.putIfAbsent(name, place);
      if (earlier != null) {
        throw new DataException(
            "input %s, line 1: expected distinct column names, found %s"
                .formatted(file, twice(name, wanted, earlier, place)));
      }
    }
    requireAll(file, places, wanted);
    judgeExtra(file, places, wanted, contract, warnings);
    return new Header(places, cells.size());
  }

  /// A name that is none of the contract's is not shown: where a file has no header it is a
  /// customer's value.
  private static String twice(String name, List<String> wanted, int earlier, int place) {
    return wanted.contains(name)
        ? "'%s' twice".formatted(name)
        : "the same in columns %d and %d".formatted(earlier + 1, place + 1);
  }

  int place(String column) {
    return places.getOrDefault(column, -1);
  }

  private static List<String> wanted(Contract contract, Purpose purpose) {
    List<String> wanted = new ArrayList<>(List.of(contract.id()));
    contract.columns().stream().map(ColumnContract::name).forEach(wanted::add);
    if (purpose == Purpose.TRAINING) {
      wanted.add(contract.target().column());
    }
    return wanted;
  }

  private static void requireAll(Path file, Map<String, Integer> places, List<String> wanted) {
    List<String> missing = wanted.stream().filter(name -> !places.containsKey(name)).toList();
    if (!missing.isEmpty()) {
      throw new DataException(
          "input %s, line 1: expected every column of the contract, found a header without %s"
              .formatted(file, String.join(", ", missing)));
    }
  }

  private static void judgeExtra(
      Path file,
      Map<String, Integer> places,
      List<String> wanted,
      Contract contract,
      Consumer<String> warnings) {
    Set<String> known = Set.copyOf(wanted);
    List<String> extra = places.keySet().stream().filter(name -> !known.contains(name)).toList();
    if (extra.isEmpty()) {
      return;
    }
    String names =
        extra.stream().limit(10).map(ShownValue::shortened).collect(Collectors.joining(", "));
    String found = "%d that it does not name: %s".formatted(extra.size(), names);
    switch (contract.extraColumns()) {
      case REJECT ->
          throw new DataException(
              "input %s, line 1: expected only columns of the contract, found %s"
                  .formatted(file, found));
      case IGNORE -> warnings.accept("input %s: ignored columns: %s".formatted(file, found));
    }
  }
}
