package io.churnflow.contracts.pipeline;

/// When drifted batches start a training by themselves.
///
/// @param violations so many of the last batches must have drifted, the newest among them; 2
/// @param batches how many batches are looked back at; 3
/// @param coolDownHours after a training was asked for, none is for so long; 24
public record Retraining(Integer violations, Integer batches, Integer coolDownHours) {

  public Retraining {
    violations = violations == null ? Integer.valueOf(2) : violations;
    batches = batches == null ? Integer.valueOf(3) : batches;
    coolDownHours = coolDownHours == null ? Integer.valueOf(24) : coolDownHours;
    Checks.require(
        batches >= 1 && batches <= 100, "batches", "a whole number from 1 to 100", batches);
    Checks.require(
        violations >= 1 && violations <= batches,
        "violations",
        "a whole number from 1 to batches, %d".formatted(batches),
        violations);
    Checks.require(
        coolDownHours >= 0 && coolDownHours <= 8760,
        "cool_down_hours",
        "a whole number from 0 to 8760",
        coolDownHours);
  }
}
