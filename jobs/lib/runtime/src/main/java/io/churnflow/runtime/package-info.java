/// Launcher, exit codes, options, table files, publication.
@NullMarked
package io.churnflow.runtime;

import org.jspecify.annotations.NullMarked;
