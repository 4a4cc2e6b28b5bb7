/// How often drift is told that is none, and how soon it is told when it is.
@NullMarked
package io.churnflow.bench.alarms;

import org.jspecify.annotations.NullMarked;
