package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.stream.Collectors;

/// MLflow's REST API over HTTP/1.1, each call within the budget, to the last byte of its answer.
final class Http {
  private static final String API = "/api/2.0/mlflow/";

  private final MlflowSettings settings;
  private final Budget budget;
  private final Failures failures;
  private final HttpClient client;

  Http(MlflowSettings settings, Budget budget) {
    this.settings = settings;
    this.budget = budget;
    this.failures = new Failures(settings.uri());
    this.client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(settings.timeout().dividedBy(4))
            .build();
  }

  /// Reads; repeated while the server is unavailable.
  JsonNode get(String endpoint, Map<String, String> query) {
    String path = API + endpoint + "?" + encode(query);
    return budget.repeat(() -> json("GET", endpoint, path, BodyPublishers.noBody()));
  }

  /// Sends what is safe to send twice; repeated while the server is unavailable.
  JsonNode send(String method, String endpoint, JsonNode body) {
    return budget.repeat(() -> once(method, endpoint, body));
  }

  /// Posts what must not be sent twice: exactly once. After an [UnavailableException] it may or may
  /// not have happened.
  JsonNode create(String endpoint, JsonNode body) {
    return once("POST", endpoint, body);
  }

  /// Puts a body to a path of the server, replacing what is there; repeated while the server is
  /// unavailable.
  void put(String path, byte[] body) {
    budget.repeat(
        () -> exchange("PUT", path, path, BodyPublishers.ofByteArray(body), budget.remaining()));
  }

  /// Gets the bytes at a path of the server; repeated while the server is unavailable.
  byte[] download(String path) {
    return budget.repeat(
        () -> exchange("GET", path, path, BodyPublishers.noBody(), budget.remaining()));
  }

  private JsonNode once(String method, String endpoint, JsonNode body) {
    return json(method, endpoint, API + endpoint, BodyPublishers.ofString(body.toString()));
  }

  private JsonNode json(String method, String endpoint, String path, BodyPublisher body) {
    byte[] answer = exchange(method, endpoint, path, body, budget.attempt());
    String text = new String(answer, StandardCharsets.UTF_8);
    try {
      return text.isBlank() ? Json.object() : Json.MAPPER.readTree(text);
    } catch (JsonProcessingException noJson) {
      // A proxy's page, or an answer cut short: what the server did is not known.
      throw failures.broken(method + " " + endpoint, noJson);
    }
  }

  private byte[] exchange(
      String method, String name, String path, BodyPublisher body, Duration limit) {
    String what = method + " " + name;
    CompletableFuture<HttpResponse<byte[]>> exchange =
        client.sendAsync(request(method, path, body), BodyHandlers.ofByteArray());
    try {
      HttpResponse<byte[]> answer = exchange.get(limit.toMillis(), TimeUnit.MILLISECONDS);
      if (answer.statusCode() / 100 == 2) {
        return answer.body();
      }
      String text = new String(answer.body(), StandardCharsets.UTF_8);
      throw failures.answered(what, answer.statusCode(), text);
    } catch (TimeoutException late) {
      throw failures.late(what, limit.toMillis());
    } catch (ExecutionException failed) {
      throw failures.broken(what, failed.getCause() == null ? failed : failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failures.broken(what, interrupted);
    } finally {
      exchange.cancel(true);
    }
  }

  private HttpRequest request(String method, String path, BodyPublisher body) {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(settings.uri() + path)).method(method, body);
    if (path.startsWith(API)) {
      request.header("Content-Type", "application/json");
    }
    settings.authorization().ifPresent(value -> request.header("Authorization", value));
    return request.build();
  }

  private static String encode(Map<String, String> query) {
    return query.entrySet().stream()
        .map(pair -> encode(pair.getKey()) + "=" + encode(pair.getValue()))
        .collect(Collectors.joining("&"));
  }

  /// One text as a part of an address.
  static String encode(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }
}
