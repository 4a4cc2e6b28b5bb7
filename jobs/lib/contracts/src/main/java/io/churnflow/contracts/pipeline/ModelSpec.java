package io.churnflow.contracts.pipeline;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// A candidate model. What its parameters may be, its learner knows.
///
/// @param algorithm the learner's name, such as `random-forest`; also the candidate's name
/// @param parameters numbers or texts by name, sorted
/// @param space where a search looks for a parameter, by its name, sorted; the algorithm's own
///   where it is left out
/// @param trials how many sets of parameters are tried for this candidate; as many as
///   [Search#trials] says where it is left out
public record ModelSpec(
    @JsonProperty(required = true) String algorithm,
    Map<String, Object> parameters,
    Map<String, SearchRange> space,
    @JsonInclude(JsonInclude.Include.NON_NULL) @Nullable Integer trials) {

  public ModelSpec {
    Checks.require(
        algorithm.matches("[a-z][a-z0-9-]{0,62}"),
        "algorithm",
        "lower-case letters, digits and -",
        "'" + algorithm + "'");
    parameters =
        parameters == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(parameters));
    if (space != null) {
      space.forEach((name, range) ->
          Checks.require(range != null, "space." + name, "a range or choices", "nothing"));
    }
    space = space == null ? Map.of() : Collections.unmodifiableMap(new TreeMap<>(space));
    if (trials != null) {
      Search.checkTrials(trials);
    }
  }
}
