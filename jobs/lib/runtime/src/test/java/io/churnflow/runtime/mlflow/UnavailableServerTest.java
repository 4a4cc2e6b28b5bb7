package io.churnflow.runtime.mlflow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.churnflow.runtime.UnavailableException;
import io.churnflow.runtime.UsageException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/// Every way of not getting an answer ends within the limit.
class UnavailableServerTest {
  private static final Duration LIMIT = Duration.ofSeconds(2);
  private static final Duration GRACE = Duration.ofSeconds(8);

  @Test
  void reportsARefusedConnection() throws IOException {
    MlflowSettings nobody = FaultyServer.settings(freePort(), LIMIT);

    String message = unavailable(nobody);

    assertTrue(message.contains("http://127.0.0.1:"), message);
    assertTrue(message.contains("connection refused"), message);
  }

  @Test
  void reportsAServerThatAcceptsAndSaysNothing() {
    try (FaultyServer server = FaultyServer.start((request, out) -> Thread.sleep(GRACE))) {
      String message = unavailable(server.settings(LIMIT));
      assertTrue(message.contains("within"), message);
    }
  }

  @Test
  void reportsAnAnswerThatTrickles() {
    FaultyServer.Behaviour trickle =
        (request, out) -> {
          out.write(bytes("HTTP/1.1 200 x\r\nContent-Length: 1000\r\n\r\n"));
          for (int sent = 0; sent < 1000; sent++) {
            out.write(' ');
            out.flush();
            Thread.sleep(50);
          }
        };
    try (FaultyServer server = FaultyServer.start(trickle)) {
      unavailable(server.settings(LIMIT));
    }
  }

  @Test
  void reportsAnAnswerThatIsCut() {
    FaultyServer.Behaviour cut =
        (request, out) -> out.write(bytes("HTTP/1.1 200 x\r\nContent-Length: 1000\r\n\r\n{\"a\""));
    try (FaultyServer server = FaultyServer.start(cut)) {
      unavailable(server.settings(LIMIT));
    }
  }

  @Test
  void reportsAServerThatAlwaysAnswers429() {
    try (FaultyServer server = FaultyServer.answering(429, "{}")) {
      unavailable(server.settings(LIMIT));
    }
  }

  @Test
  void reportsAServerThatAlwaysAnswers500() {
    try (FaultyServer server = FaultyServer.answering(500, "{\"message\":\"no disk\"}")) {
      String message = unavailable(server.settings(LIMIT));
      assertTrue(message.contains("500"), message);
    }
  }

  @Test
  void waitsForAServerThatComesBack() {
    FaultyServer.Behaviour restarting =
        (request, out) ->
            FaultyServer.write(
                out,
                request < 2 ? 503 : 200,
                "{\"model_version\":{\"name\":\"m\",\"version\":\"3\"}}");
    try (FaultyServer server = FaultyServer.start(restarting)) {
      Registry registry = Mlflow.open(server.settings(Duration.ofSeconds(20))).registry();
      assertEquals(3, registry.version("m", 3).orElseThrow().version());
      assertEquals(3, server.requests());
    }
  }

  @Test
  void sendsNothingTwiceThatMustNotDouble() {
    Duration ample = Duration.ofSeconds(20); // an answer is to come, however busy the machine is
    try (FaultyServer server = FaultyServer.answering(500, "{}")) {
      Http http = new Http(server.settings(ample), new Budget(ample));
      assertThrows(UnavailableException.class, () -> http.create("runs/create", Json.object()));
      assertEquals(1, server.requests());
    }
  }

  @Test
  void blamesTheCredentialsFor401WithoutShowingThem() {
    try (FaultyServer server = FaultyServer.answering(401, "")) {
      MlflowSettings settings =
          MlflowSettings.of(
              Map.of(
                  "MLFLOW_TRACKING_URI",
                  server.settings(LIMIT).uri().toString(),
                  "MLFLOW_TRACKING_USERNAME",
                  "ada",
                  "MLFLOW_TRACKING_PASSWORD",
                  "hidden"));
      Mlflow mlflow = Mlflow.open(settings);
      UsageException refused =
          assertThrows(UsageException.class, () -> mlflow.registry().version("m", 1));
      assertTrue(messageOf(refused).contains("MLFLOW_TRACKING_PASSWORD"), refused.toString());
      assertFalse((refused + "" + settings).contains("hidden"));
    }
  }

  /// The message of one call for all, since they go the same way ([Http]).
  private static String unavailable(MlflowSettings settings) {
    return assertTimeoutPreemptively(
        GRACE,
        () ->
            messageOf(
                assertThrows(
                    UnavailableException.class,
                    () -> Mlflow.open(settings).registry().version("m", 1))));
  }

  private static String messageOf(Throwable thrown) {
    return Optional.ofNullable(thrown.getMessage()).orElse("");
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
