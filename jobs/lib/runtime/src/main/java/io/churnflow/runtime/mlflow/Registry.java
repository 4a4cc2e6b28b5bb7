package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// Registered models and their versions. Everything here may be repeated without leaving anything
/// twice.
public final class Registry {
  /// Most characters of a description: the registry's database takes no more.
  public static final int LONGEST_DESCRIPTION = 5000;

  private final Budget budget;
  private final Http http;

  Registry(Budget budget, Http http) {
    this.budget = budget;
    this.http = http;
  }

  /// Which version each of our aliases names; an alias that is not set, or a model that is not
  /// there, is left out.
  public Map<Alias, Integer> aliases(String model) {
    Map<String, Integer> named = named(model);
    Map<Alias, Integer> aliases = new EnumMap<>(Alias.class);
    for (Alias alias : Alias.values()) {
      Integer version = named.get(alias.label());
      if (version != null) {
        aliases.put(alias, version);
      }
    }
    return aliases;
  }

  /// Which version each alias names, those among them that are not ours.
  public Map<String, Integer> named(String model) {
    Map<String, Integer> named = new TreeMap<>();
    find("registered-models/get", Map.of("name", model))
        .ifPresent(answer ->
            answer
                .path("registered_model")
                .path("aliases")
                .forEach(entry ->
                    named.put(entry.path("alias").asText(), entry.path("version").asInt())));
    return named;
  }

  /// The version, if it is there.
  public Optional<ModelVersion> version(String model, int version) {
    return find("model-versions/get", Map.of("name", model, "version", Integer.toString(version)))
        .map(answer -> ModelVersion.of(answer.path("model_version")));
  }

  /// All versions whose tag has this value, oldest first.
  ///
  /// @param value without quotation marks
  public List<ModelVersion> search(String model, String tag, String value) {
    String filter =
        "name = %s and tags.`%s` = %s".formatted(Json.quoted(model), tag, Json.quoted(value));
    List<ModelVersion> found = new ArrayList<>();
    String page = "";
    do {
      Map<String, String> query = new TreeMap<>(Map.of("filter", filter, "max_results", "200"));
      if (!page.isEmpty()) {
        query.put("page_token", page);
      }
      JsonNode answer = http.get("model-versions/search", query);
      answer.path("model_versions").forEach(version -> found.add(ModelVersion.of(version)));
      page = answer.path("next_page_token").asText("");
    } while (!page.isEmpty());
    found.sort(Comparator.comparingInt(ModelVersion::version));
    return found;
  }

  /// The version with the step key, created where it is missing, with its registered model.
  public ModelVersion findOrCreate(String model, NewVersion version) {
    return CreateOnce.of(
        budget,
        () ->
            search(model, Tags.RUN_FOLDER, version.folder()).stream()
                .filter(found -> found.tag(Tags.STEP_KEY).equals(Optional.of(version.stepKey())))
                .findFirst(),
        () -> create(model, version));
  }

  private ModelVersion create(String model, NewVersion version) {
    CreateOnce.of(
        budget,
        () -> find("registered-models/get", Map.of("name", model)),
        () -> http.create("registered-models/create", Json.object().put("name", model)));
    ObjectNode body =
        Json.object()
            .put("name", model)
            .put("source", ModelVersion.MODELS + version.modelId())
            .put("model_id", version.modelId())
            .put("run_id", version.runId())
            .put("description", version.description());
    body.set("tags", Json.pairs(version.allTags()));
    return ModelVersion.of(http.create("model-versions/create", body).path("model_version"));
  }

  /// Lets an alias name a version, whichever it named before.
  public void set(String model, Alias alias, int version) {
    http.send(
        "POST",
        "registered-models/alias",
        Json.object().put("name", model).put("alias", alias.label()).put("version", "" + version));
  }

  /// Removes an alias, if it is set.
  public void delete(String model, Alias alias) {
    http.send(
        "DELETE",
        "registered-models/alias",
        Json.object().put("name", model).put("alias", alias.label()));
  }

  /// Removes those of the aliases that name the version now.
  public void release(String model, int version, Alias... aliases) {
    Map<Alias, Integer> now = aliases(model);
    for (Alias alias : aliases) {
      Integer named = now.get(alias);
      if (named != null && named == version) {
        delete(model, alias);
      }
    }
  }

  /// Sets a tag of a version.
  public void tag(String model, int version, String key, String value) {
    http.send(
        "POST",
        "model-versions/set-tag",
        named(model, version).put("key", key).put("value", value));
  }

  /// What a version's page says of it, as Markdown; empty where nobody has said anything.
  public String description(String model, int version) {
    return http.get(
            "model-versions/get", Map.of("name", model, "version", Integer.toString(version)))
        .path("model_version")
        .path("description")
        .asText("");
  }

  /// Lets a version's page say something else.
  ///
  /// @param text at most [#LONGEST_DESCRIPTION] characters of Markdown
  public void describe(String model, int version, String text) {
    http.send("PATCH", "model-versions/update", named(model, version).put("description", text));
  }

  /// Moves a version to a legacy stage; others stay where they are.
  public void stage(String model, int version, Stage stage) {
    http.send(
        "POST",
        "model-versions/transition-stage",
        named(model, version).put("stage", stage.label()).put("archive_existing_versions", false));
  }

  /// The run that a version came from, for its files.
  public Optional<TrackedRun> run(ModelVersion version) {
    return find("runs/get", Map.of("run_id", version.runId()))
        .map(answer -> Experiments.tracked(answer.path("run")));
  }

  private static ObjectNode named(String model, int version) {
    return Json.object().put("name", model).put("version", Integer.toString(version));
  }

  private Optional<JsonNode> find(String endpoint, Map<String, String> query) {
    try {
      return Optional.of(http.get(endpoint, query));
    } catch (MlflowError error) {
      if (error.isMissing()) {
        return Optional.empty();
      }
      throw error;
    }
  }
}
