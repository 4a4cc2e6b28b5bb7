package io.churnflow.runtime.mlflow;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import io.churnflow.contracts.Cut;
import io.churnflow.runtime.UnavailableException;
import io.churnflow.runtime.UsageException;
import java.net.ConnectException;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/// Turns what went wrong into the exception whose exit code fits, with a message that names what
/// was asked of which address and what came back.
///
/// @param server the server's address
record Failures(URI server) {
  private static final int LONGEST_ANSWER = 300;

  /// For an answer other than success.
  ///
  /// @param what method and endpoint
  RuntimeException answered(String what, int status, @Nullable String body) {
    String message =
        "%s: expected success, found HTTP %d%s".formatted(asked(what), status, shorten(body));
    if (status == 401 || status == 403) {
      return new UsageException(message + hint(status));
    }
    if (status == 429 || status >= 500) {
      return new UnavailableException(message);
    }
    return new MlflowError(status, code(body), message);
  }

  /// For a call that got no answer, or half of one.
  UnavailableException broken(String what, Throwable cause) {
    String found =
        cause instanceof ConnectException || cause.getCause() instanceof ConnectException
            ? "connection refused or address not reachable"
            : cause.getClass().getSimpleName() + shorten(cause.getMessage());
    return new UnavailableException(asked(what) + ": expected an answer, found " + found);
  }

  /// For a call that took too long.
  UnavailableException late(String what, long millis) {
    return new UnavailableException(
        "%s: expected an answer within %.1f s, found none".formatted(asked(what), millis / 1000.0));
  }

  private String asked(String what) {
    return "MLflow at " + server + ": " + what;
  }

  private static String hint(int status) {
    return status == 401
        ? "; are MLFLOW_TRACKING_USERNAME and MLFLOW_TRACKING_PASSWORD right?"
        : "; has the user the right to do this, and does the server allow this host name?";
  }

  private static String shorten(@Nullable String text) {
    if (text == null || text.isBlank()) {
      return "";
    }
    return ": " + Cut.to(LONGEST_ANSWER, text.strip().replaceAll("\\s+", " "));
  }

  private static String code(@Nullable String body) {
    try {
      JsonNode answer = body == null ? Json.object() : Json.MAPPER.readTree(body);
      return answer.path("error_code").asText("");
    } catch (JsonProcessingException noJson) {
      return "";
    }
  }
}
