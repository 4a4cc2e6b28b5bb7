/// The pipeline file as records that check themselves: what a wrong value should have been is said
/// by the record that holds it. A component that the file may leave out is null only for the
/// constructor, which puts the default in its place, unless it is annotated as nullable.
@NullMarked
package io.churnflow.contracts.pipeline;

import org.jspecify.annotations.NullMarked;
