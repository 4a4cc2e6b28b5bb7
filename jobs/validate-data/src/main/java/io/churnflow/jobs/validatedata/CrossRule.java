package io.churnflow.jobs.validatedata;

import io.churnflow.contracts.pipeline.CrossColumnRule;

/// A rule over two columns of a row.
interface CrossRule extends RowRule {

  /// What the contract says.
  CrossColumnRule asked();

  @Override
  default long allowed(long rows) {
    return (long) Math.floor(asked().share() * rows);
  }

  /// Its demand, as severe as the contract says.
  default Demand demand(String rule, String expected) {
    return new Demand(asked().column(), rule, expected, asked().severityOfRule());
  }
}
