package io.churnflow.runtime.mlflow;

import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.mlflow.tracking.MlflowClient;
import org.mlflow.tracking.MlflowHttpException;
import org.mlflow.tracking.creds.BasicMlflowHostCreds;

/// MLflow's own Java client, held to the budget.
///
/// The client has no read time-out and waits for ever after a second 429, so each call runs on a
/// thread of its own that is left behind when its time is over. It also sends what failed three
/// times, so it is only given what may be repeated.
final class Client {
  // What the client's HTTP library tries again is said in our own words when it fails. Held here,
  // since an unused logger is forgotten with its level.
  private static final Logger HTTP_LIBRARY = Logger.getLogger("org.mlflow_project.apachehttp");

  /// A call of the client.
  interface Call<T> {
    T on(MlflowClient client) throws Exception;
  }

  private final Budget budget;
  private final Failures failures;
  private final MlflowClient client;

  Client(MlflowSettings settings, Budget budget) {
    HTTP_LIBRARY.setLevel(Level.WARNING);
    this.budget = budget;
    this.failures = new Failures(settings.uri());
    this.client = new MlflowClient(credentials(settings));
  }

  /// Calls, and repeats the call while the server is unavailable.
  ///
  /// @param what the endpoint, for messages
  <T> T call(String what, Call<T> call) {
    return budget.repeat(() -> bounded(what, () -> call.on(client)));
  }

  private <T> T bounded(String what, Callable<T> call) {
    Duration limit = budget.attempt();
    FutureTask<T> task = new FutureTask<>(call);
    Thread.ofVirtual().start(task);
    try {
      return task.get(limit.toMillis(), TimeUnit.MILLISECONDS);
    } catch (TimeoutException late) {
      throw failures.late(what, limit.toMillis());
    } catch (ExecutionException failed) {
      throw translate(what, failed.getCause() == null ? failed : failed.getCause());
    } catch (InterruptedException interrupted) {
      Thread.currentThread().interrupt();
      throw failures.broken(what, interrupted);
    }
  }

  private RuntimeException translate(String what, Throwable cause) {
    return cause instanceof MlflowHttpException answer
        ? failures.answered(what, answer.getStatusCode(), answer.getBodyMessage())
        : failures.broken(what, cause);
  }

  private static BasicMlflowHostCreds credentials(MlflowSettings settings) {
    String host = settings.uri().toString();
    String username = settings.username();
    String password = settings.password();
    String token = settings.token();
    if (username != null && password != null) {
      return new BasicMlflowHostCreds(host, username, password);
    }
    return token == null ? new BasicMlflowHostCreds(host) : new BasicMlflowHostCreds(host, token);
  }
}
