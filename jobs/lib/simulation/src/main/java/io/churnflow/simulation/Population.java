package io.churnflow.simulation;

import java.util.Set;

/// How customers are made: shares and dependences roughly as the Telco table has them, and changes
/// that have set in.
///
/// @param changes what has happened to the population
record Population(Set<PlannedChange> changes) {
  static final String YES = "Yes";
  static final String NO = "No";
  static final String MONTHLY = "Month-to-month";
  static final String YEARLY = "One year";
  static final String FIBRE = "Fiber optic";
  static final String DSL = "DSL";
  static final String CHECK = "Electronic check";
  static final String WALLET = "Digital wallet";

  private static final String[] CONTRACTS = {MONTHLY, YEARLY, "Two year"};
  private static final String[] INTERNET = {FIBRE, DSL, NO};
  private static final String[] PAYMENTS = {
    CHECK, "Mailed check", "Bank transfer (automatic)", "Credit card (automatic)"
  };
  private static final Drawn[] SERVICES = {
    Drawn.SECURITY, Drawn.BACKUP, Drawn.PROTECTION, Drawn.SUPPORT, Drawn.TELEVISION, Drawn.MOVIES
  };

  /// The first are cheaper than the others, by which one watches.
  private static final int CHEAP = 4;

  private static final int LONGEST = 72;

  /// By contract: the power of a uniform draw that a tenure is; the longer the contract, the longer
  /// they are there.
  private static final double[] TENURE_POWER = {2.4, 0.8, 0.4};

  private static final double[][] INTERNET_SHARES = {{0.55, 0.31}, {0.36, 0.36}, {0.25, 0.37}};
  private static final double[][] PAYMENT_SHARES = {
    {0.48, 0.22, 0.15}, {0.23, 0.22, 0.27}, {0.10, 0.22, 0.34}
  };

  private static final double PHONE_PRICE = 20;
  private static final double FIBRE_PRICE = 50;
  private static final double DSL_PRICE = 25;
  private static final double SMALL_PRICE = 5;
  private static final double STREAMING_PRICE = 10;

  Population {
    changes = Set.copyOf(changes);
  }

  Customer draw(Draws draws) {
    int contract = draws.oneOf(Drawn.CONTRACT, contractShares());
    int months =
        (int) ((LONGEST + 1) * Math.pow(draws.uniform(Drawn.TENURE), TENURE_POWER[contract]));
    String internet = INTERNET[draws.oneOf(Drawn.INTERNET, INTERNET_SHARES[contract])];
    boolean phone = internet.equals(NO) || draws.happens(Drawn.PHONE, 0.88);
    String lines = phone ? yesOrNo(draws, Drawn.LINES, 0.46) : "No phone service";
    String[] services = services(draws, internet, months);
    boolean senior = draws.happens(Drawn.SENIOR, 0.16);
    boolean partner = draws.happens(Drawn.PARTNER, 0.3 + 0.5 * months / LONGEST);
    boolean paperless = draws.happens(Drawn.PAPERLESS, internet.equals(FIBRE) ? 0.77 : 0.47);
    String payment = payment(draws, contract);
    double charges = charges(draws, phone, lines, internet, services);
    double total = months == 0 ? Double.NaN : total(draws, charges, months);
    Risk risk =
        new Risk(
            senior, months, internet, services, CONTRACTS[contract], paperless, payment, changes);
    return new Customer(
        draws.happens(Drawn.FEMALE, changes.contains(PlannedChange.HARMLESS) ? 0.8 : 0.5),
        senior,
        partner,
        draws.happens(Drawn.DEPENDENTS, partner ? 0.5 : 0.1),
        tenure(draws, months),
        phone,
        lines,
        internet,
        services,
        CONTRACTS[contract],
        paperless,
        payment,
        charges,
        total,
        risk.probability(),
        draws.happens(Drawn.LEAVES, risk.probability()));
  }

  /// The last one's is the rest.
  private double[] contractShares() {
    return changes.contains(PlannedChange.COVARIATE_SHIFT)
        ? new double[] {0.2, 0.4}
        : new double[] {0.55, 0.21};
  }

  private static String[] services(Draws draws, String internet, int months) {
    String[] services = new String[SERVICES.length];
    for (int i = 0; i < services.length; i++) {
      services[i] =
          internet.equals(NO)
              ? "No internet service"
              : yesOrNo(draws, SERVICES[i], 0.25 + 0.4 * months / LONGEST);
    }
    return services;
  }

  private static String yesOrNo(Draws draws, Drawn what, double probability) {
    return draws.happens(what, probability) ? YES : NO;
  }

  private String payment(Draws draws, int contract) {
    String payment = PAYMENTS[draws.oneOf(Drawn.PAYMENT, PAYMENT_SHARES[contract])];
    boolean moved = payment.equals(CHECK) && draws.happens(Drawn.WALLET, 0.5);
    return moved && changes.contains(PlannedChange.NEW_CATEGORY) ? WALLET : payment;
  }

  private double tenure(Draws draws, int months) {
    boolean lost =
        changes.contains(PlannedChange.RISE_IN_MISSING) && draws.happens(Drawn.TENURE_KNOWN, 0.4);
    return lost ? Double.NaN : months;
  }

  private double charges(
      Draws draws, boolean phone, String lines, String internet, String[] services) {
    double price = phone ? PHONE_PRICE : 0;
    price += lines.equals(YES) ? SMALL_PRICE : 0;
    price += internet.equals(FIBRE) ? FIBRE_PRICE : internet.equals(DSL) ? DSL_PRICE : 0;
    for (int i = 0; i < services.length; i++) {
      price += services[i].equals(YES) ? i < CHEAP ? SMALL_PRICE : STREAMING_PRICE : 0;
    }
    price += 3 * draws.uniform(Drawn.RATE) - 1.5;
    return cents(price);
  }

  private static double total(Draws draws, double charges, int months) {
    return cents(charges * months * (0.93 + 0.14 * draws.uniform(Drawn.BILLED)));
  }

  private static double cents(double money) {
    return Math.round(money * 100) / 100.0;
  }
}
