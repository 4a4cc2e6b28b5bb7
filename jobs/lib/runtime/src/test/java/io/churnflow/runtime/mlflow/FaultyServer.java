package io.churnflow.runtime.mlflow;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/// A real server on the loopback interface that misbehaves in one way. Each connection serves one
/// request.
final class FaultyServer implements AutoCloseable {

  /// What it does with the request of the given number, from 0.
  interface Behaviour {
    void answer(int request, OutputStream out) throws Exception;
  }

  private final ServerSocket socket;
  private final AtomicInteger requests = new AtomicInteger();

  private FaultyServer(ServerSocket socket) {
    this.socket = socket;
  }

  static FaultyServer start(Behaviour behaviour) {
    try {
      FaultyServer server =
          new FaultyServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
      Thread.ofVirtual().start(() -> server.serve(behaviour));
      return server;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /// Answers always with this status and this JSON.
  static FaultyServer answering(int status, String json) {
    return start((request, out) -> write(out, status, json));
  }

  static void write(OutputStream out, int status, String json) throws IOException {
    String head =
        "HTTP/1.1 %d x\r\nContent-Type: application/json\r\nContent-Length: %d\r\nConnection: close\r\n\r\n";
    out.write((head.formatted(status, json.length()) + json).getBytes(StandardCharsets.UTF_8));
    out.flush();
  }

  /// Settings that lead to it.
  MlflowSettings settings(Duration timeout) {
    return settings(socket.getLocalPort(), timeout);
  }

  static MlflowSettings settings(int port, Duration timeout) {
    return MlflowSettings.of(Map.of("MLFLOW_TRACKING_URI", "http://127.0.0.1:" + port))
        .within(timeout);
  }

  int requests() {
    return requests.get();
  }

  private void serve(Behaviour behaviour) {
    while (!socket.isClosed()) {
      try {
        Socket connection = socket.accept();
        Thread.ofVirtual().start(() -> answer(connection, behaviour));
      } catch (IOException closed) {
        return;
      }
    }
  }

  private void answer(Socket connection, Behaviour behaviour) {
    try (connection) {
      readRequest(connection.getInputStream());
      behaviour.answer(requests.getAndIncrement(), connection.getOutputStream());
    } catch (Exception gone) {
      // The job has hung up, or the test is over.
    }
  }

  private static void readRequest(InputStream in) throws IOException {
    StringBuilder head = new StringBuilder();
    while (!head.toString().endsWith("\r\n\r\n")) {
      int next = in.read();
      if (next < 0) {
        throw new IOException("no request");
      }
      head.append((char) next);
    }
    for (String line : head.toString().split("\r\n", -1)) {
      if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
        in.readNBytes(Integer.parseInt(line.substring(15).strip()));
      }
    }
  }

  @Override
  public void close() {
    try {
      socket.close();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
