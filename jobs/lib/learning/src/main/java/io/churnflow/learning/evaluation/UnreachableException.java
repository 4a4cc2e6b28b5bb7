package io.churnflow.learning.evaluation;

/// No threshold does what the rule asks; the message says how far the best one gets.
public final class UnreachableException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  UnreachableException(String message) {
    super(message);
  }
}
