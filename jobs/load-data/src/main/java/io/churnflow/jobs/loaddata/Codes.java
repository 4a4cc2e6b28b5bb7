package io.churnflow.jobs.loaddata;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The codes of one category column's texts: the contract's categories first, others in the order
/// in which the file first has them.
final class Codes {
  private final Map<String, Integer> codeOf = new LinkedHashMap<>();
  private final int known;

  Codes(List<String> categories) {
    categories.forEach(text -> codeOf.put(text, codeOf.size()));
    known = codeOf.size();
  }

  /// The code of a text, a new one where it has none.
  int of(String text) {
    Integer code = codeOf.get(text);
    if (code != null) {
      return code;
    }
    codeOf.put(text, codeOf.size());
    return codeOf.size() - 1;
  }

  /// Changes the codes of a chunk's rows, which count on from the contract's for each chunk anew.
  ///
  /// @param unseen the chunk's other texts, in the order of its codes
  void adopt(int[] codes, List<String> unseen) {
    int[] adopted = unseen.stream().mapToInt(this::of).toArray();
    for (int row = 0; row < codes.length; row++) {
      codes[row] = codes[row] < known ? codes[row] : adopted[codes[row] - known];
    }
  }

  /// The texts, in the order of their codes.
  List<String> texts() {
    return new ArrayList<>(codeOf.keySet());
  }
}
