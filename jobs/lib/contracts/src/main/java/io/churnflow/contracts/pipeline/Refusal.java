package io.churnflow.contracts.pipeline;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;

/// What a pipeline record says of a value that it does not take.
///
/// @param field the field, or the fields, by their names in the file
/// @param expected what is allowed
/// @param found the value
public record Refusal(String field, String expected, String found) {
  private static final ScopedValue<List<Refusal>> COLLECTED = ScopedValue.newInstance();

  /// As an error says it.
  @Override
  public String toString() {
    return "%s: expected %s, found %s".formatted(field, expected, found);
  }

  /// Throws it, or keeps it where refusals are being collected.
  ///
  /// @throws IllegalArgumentException where they are not
  void raise() {
    if (!COLLECTED.isBound()) {
      throw new IllegalArgumentException(toString());
    }
    COLLECTED.get().add(this);
  }

  /// Makes checks; where refusals are being collected, all of them, also behind one that fails for
  /// want of what has been refused before.
  static void separately(Runnable... checks) {
    List<RuntimeException> consequences = new ArrayList<>();
    for (Runnable check : checks) {
      try {
        check.run();
      } catch (RuntimeException consequence) {
        if (!COLLECTED.isBound()) {
          throw consequence;
        }
        consequences.add(consequence);
      }
    }
    if (!consequences.isEmpty()) {
      throw consequences.getFirst();
    }
  }

  /// Makes a record whatever it is given, as far as that goes: its checks are all made, one refusal
  /// does not hide the next.
  ///
  /// @param making calls the record's constructor; what it throws behind a refusal is that
  ///   refusal's consequence
  /// @return all refusals, none where the record is sound
  /// @throws Exception what it throws without one
  public static List<Refusal> allOf(Callable<?> making) throws Exception {
    List<Refusal> refusals = new ArrayList<>();
    try {
      Object unused = ScopedValue.where(COLLECTED, refusals).call(making::call);
    } catch (Exception consequence) {
      if (refusals.isEmpty()) {
        throw consequence;
      }
    }
    return refusals;
  }
}
