package io.churnflow.learning.linear;

import java.util.List;

/// What one raw column becomes in the design matrix.
///
/// @param coded columns of few different cells
/// @param others columns of more
record DesignColumns(List<CodedColumn> coded, List<DesignBlock> others) {

  static DesignColumns of(CodedColumn column) {
    return new DesignColumns(List.of(column), List.of());
  }

  static DesignColumns of(DesignBlock block) {
    return new DesignColumns(List.of(), List.of(block));
  }
}
