/// MLflow's tracking server, registry and artifact store, as the jobs use them.
///
/// Every call ends within one budget of time ([Budget]); every failure says what was asked of which
/// address and what came back. The MLflow client serves what may safely be repeated in the
/// experiment ([Experiments]); everything that must not double, and all that the client lacks, goes
/// through `java.net.http` ([Http]).
@NullMarked
package io.churnflow.runtime.mlflow;

import org.jspecify.annotations.NullMarked;
