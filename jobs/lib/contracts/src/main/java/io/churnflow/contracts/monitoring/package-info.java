/// What monitoring keeps and says of past predictions.
@NullMarked
package io.churnflow.contracts.monitoring;

import org.jspecify.annotations.NullMarked;
