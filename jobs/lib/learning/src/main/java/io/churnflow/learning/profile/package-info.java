/// What a table holds: statistics of its columns and how each goes with the target, by tallies that
/// take batches of rows and can be merged.
@NullMarked
package io.churnflow.learning.profile;

import org.jspecify.annotations.NullMarked;
