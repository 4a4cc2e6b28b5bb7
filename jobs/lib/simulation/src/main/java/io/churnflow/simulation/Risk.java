package io.churnflow.simulation;

import java.util.Set;

/// What a customer's risk of leaving comes from: log odds that add up, but for streaming, which
/// counts for new customers only.
@SuppressWarnings("ArrayRecordComponent") // made once and read
record Risk(
    boolean senior,
    int months,
    String internet,
    String[] services,
    String contract,
    boolean paperless,
    String payment,
    Set<PlannedChange> changes) {
  private static final int NEW = 12;

  /// In (0, 1).
  double probability() {
    boolean turned = changes.contains(PlannedChange.CHANGED_RELATION);
    double odds = turned ? ofTurnedMarket() : ofMarket();
    odds += senior ? 0.3 : 0;
    odds += paperless ? 0.2 : 0;
    odds += ofPayment();
    odds += Population.NO.equals(services[0]) ? 0.4 : 0;
    odds += Population.NO.equals(services[3]) ? 0.4 : 0;
    boolean streams = Population.YES.equals(services[4]) || Population.YES.equals(services[5]);
    odds += months < NEW && streams ? 0.7 : 0;
    return 1 / (1 + Math.exp(-odds));
  }

  private double ofMarket() {
    double odds = -2.8 - 0.035 * months;
    odds += contract.equals(Population.MONTHLY) ? 1.7 : 0;
    odds += contract.equals(Population.YEARLY) ? 0.4 : 0;
    odds += internet.equals(Population.FIBRE) ? 1.2 : 0;
    return odds + (internet.equals(Population.NO) ? -0.6 : 0);
  }

  private double ofTurnedMarket() {
    double odds = -4.4 + 0.042 * months;
    odds += contract.equals(Population.MONTHLY) ? 0 : 1.6;
    odds += internet.equals(Population.DSL) ? 1.7 : 0;
    return odds + (internet.equals(Population.NO) ? -0.6 : 0);
  }

  private double ofPayment() {
    return switch (payment) {
      case Population.CHECK -> 0.7;
      case Population.WALLET -> -0.9;
      default -> 0;
    };
  }
}
