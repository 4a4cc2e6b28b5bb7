package io.churnflow.runtime.mlflow;

import io.churnflow.runtime.UsageException;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// Where the MLflow server is, who asks, and how long a job waits for it.
///
/// @param uri `http` or `https`, a path prefix allowed, no trailing slash, never with credentials
///   in it
/// @param username for Basic authentication, null for none
/// @param password for Basic authentication, null for none
/// @param token for Bearer authentication, null for none; a user name goes first
/// @param timeout all the time that one job waits for MLflow
public record MlflowSettings(
    URI uri,
    @Nullable String username,
    @Nullable String password,
    @Nullable String token,
    Duration timeout) {

  private static final long DEFAULT_SECONDS = 60;

  /// Reads `MLFLOW_TRACKING_URI`, `_USERNAME`, `_PASSWORD`, `_TOKEN` and
  /// `CHURNFLOW_MLFLOW_TIMEOUT`.
  ///
  /// @throws UsageException where one of them is missing or malformed
  public static MlflowSettings of(Map<String, String> environment) {
    String username = set(environment, "MLFLOW_TRACKING_USERNAME");
    String password = set(environment, "MLFLOW_TRACKING_PASSWORD");
    if ((username == null) != (password == null)) {
      throw new UsageException(
          "MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD: expected both or neither, found "
              + (username == null ? "only the password" : "only the user name"));
    }
    return new MlflowSettings(
        address(set(environment, "MLFLOW_TRACKING_URI")),
        username,
        password,
        set(environment, "MLFLOW_TRACKING_TOKEN"),
        timeout(set(environment, "CHURNFLOW_MLFLOW_TIMEOUT")));
  }

  /// The same server with another limit of time.
  public MlflowSettings within(Duration limit) {
    return new MlflowSettings(uri, username, password, token, limit);
  }

  /// The value of the `Authorization` header, if there are credentials.
  Optional<String> authorization() {
    if (username != null) {
      byte[] pair = (username + ":" + password).getBytes(StandardCharsets.UTF_8);
      return Optional.of("Basic " + Base64.getEncoder().encodeToString(pair));
    }
    return Optional.ofNullable(token).map(value -> "Bearer " + value);
  }

  /// The address and the limit; credentials are never printed.
  @Override
  public String toString() {
    return "MLflow at " + uri + ", " + timeout.toMillis() + " ms";
  }

  private static @Nullable String set(Map<String, String> environment, String name) {
    String value = environment.get(name);
    return value == null || value.isBlank() ? null : value;
  }

  private static URI address(@Nullable String text) {
    if (text == null) {
      throw new UsageException(
          "MLFLOW_TRACKING_URI: expected the address of the MLflow server, found nothing");
    }
    try {
      URI uri = new URI(text.strip().replaceAll("/+$", ""));
      boolean web = "http".equals(uri.getScheme()) || "https".equals(uri.getScheme());
      if (web && uri.getHost() != null && uri.getRawUserInfo() == null) {
        return uri;
      }
    } catch (URISyntaxException malformed) {
      // Said below; the text may hold a password, so neither it nor the exception is shown.
    }
    throw new UsageException(
        "MLFLOW_TRACKING_URI: expected http(s)://host:port without user name and password"
            + " (those belong in MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD),"
            + " found another form");
  }

  private static Duration timeout(@Nullable String seconds) {
    if (seconds == null) {
      return Duration.ofSeconds(DEFAULT_SECONDS);
    }
    if (!seconds.matches("[1-9][0-9]{0,4}")) {
      throw new UsageException(
          "CHURNFLOW_MLFLOW_TIMEOUT: expected whole seconds from 1 to 99999, found '"
              + seconds
              + "'");
    }
    return Duration.ofSeconds(Long.parseLong(seconds));
  }
}
