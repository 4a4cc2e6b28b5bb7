package io.churnflow.contracts;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/// What a step was made from and what it made: equal manifests mean equal bytes.
///
/// @param manifest version of this record, 1
/// @param step the step's name, such as `train-model`
/// @param key the map key, such as `random-forest`; empty for a step without one
/// @param rows rows of the main output, 0 where there is none
/// @param files name (with `/`) to digest of each published file
/// @param inputs name to SHA-256 of each input; `none` of a file of the run that was not there
/// @param configuration SHA-256 of the sections of the pipeline file that the step reads
/// @param code content id of the jar
public record Manifest(
    int manifest,
    String step,
    String key,
    long rows,
    Map<String, FileDigest> files,
    Map<String, String> inputs,
    String configuration,
    String code) {

  /// The version written by this code.
  public static final int VERSION = 1;

  public Manifest {
    files = Collections.unmodifiableMap(new TreeMap<>(files));
    inputs = Collections.unmodifiableMap(new TreeMap<>(inputs));
  }

  /// Whether a step with that input, configuration and code would make the same files as this one
  /// did.
  public boolean sameWorkAs(
      Map<String, String> otherInputs, String otherConfiguration, String otherCode) {
    return inputs.equals(otherInputs)
        && configuration.equals(otherConfiguration)
        && code.equals(otherCode);
  }
}
