package io.churnflow.simulation;

/// A customer as the table has one, with what the table does not have: the true risk.
///
/// @param tenure months, from 0 to 72; NaN where it is not known any more
/// @param lines of the phone, a text of its own without one
/// @param services six texts: security, backup, protection, support, television, movies
/// @param monthlyCharges in money, two decimals
/// @param totalCharges likewise; NaN for who has not paid yet
/// @param risk the probability by which `leaves` was drawn, in (0, 1)
@SuppressWarnings("ArrayRecordComponent") // made once and read
record Customer(
    boolean female,
    boolean senior,
    boolean partner,
    boolean dependents,
    double tenure,
    boolean phone,
    String lines,
    String internet,
    String[] services,
    String contract,
    boolean paperless,
    String payment,
    double monthlyCharges,
    double totalCharges,
    double risk,
    boolean leaves) {}
