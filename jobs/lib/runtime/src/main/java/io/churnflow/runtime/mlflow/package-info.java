/// MLflow's tracking server, registry and artifact store, as the jobs use them.
///
/// Every call ends within one budget of time ([Budget]); every failure says what was asked of which
/// address and what came back. All calls are HTTP of our own ([Http]): what may safely be sent
/// twice is repeated while the server is away, what must not double is looked for first
/// ([CreateOnce]).
@NullMarked
package io.churnflow.runtime.mlflow;

import org.jspecify.annotations.NullMarked;
