package io.churnflow.simulation;

/// What of a customer is drawn. The order is part of what a seed gives: new ones come last.
enum Drawn {
  FEMALE,
  SENIOR,
  PARTNER,
  DEPENDENTS,
  CONTRACT,
  TENURE,
  INTERNET,
  PHONE,
  LINES,
  SECURITY,
  BACKUP,
  PROTECTION,
  SUPPORT,
  TELEVISION,
  MOVIES,
  PAPERLESS,
  PAYMENT,
  RATE,
  BILLED,
  LEAVES,
  TENURE_KNOWN,
  WALLET
}
