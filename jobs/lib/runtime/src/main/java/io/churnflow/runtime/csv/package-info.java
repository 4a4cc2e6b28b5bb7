/// CSV files as a pipeline file says they are written: text, records, and what cells stand for.
@NullMarked
package io.churnflow.runtime.csv;

import org.jspecify.annotations.NullMarked;
