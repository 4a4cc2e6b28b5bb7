package io.churnflow.learning.onnx;

/// The formats of model files, oldest first. Every one that was ever released is read; only the
/// last is written.
enum Format {
  /// What the model gives is the probability.
  FIRST("1"),
  /// The probability is calibrated.
  SECOND("2");

  static final Format CURRENT = SECOND;

  private final String label;

  Format(String label) {
    this.label = label;
  }

  /// The value of `churnflow.format`.
  String label() {
    return label;
  }

  boolean hasCalibration() {
    return compareTo(SECOND) >= 0;
  }

  /// @throws DamagedModelException where there is no such format
  static Format of(String label) {
    for (Format format : values()) {
      if (format.label.equals(label)) {
        return format;
      }
    }
    throw new DamagedModelException(
        "%s: expected 1 to %s, found %s".formatted(Names.FORMAT_KEY, CURRENT.label, label));
  }
}
