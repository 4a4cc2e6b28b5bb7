/// Turns a merged jar into a job's fat jar. Runs inside Maven's own JVM, hence on Java 17 too.
@NullMarked
package io.churnflow.packaging;

import org.jspecify.annotations.NullMarked;
