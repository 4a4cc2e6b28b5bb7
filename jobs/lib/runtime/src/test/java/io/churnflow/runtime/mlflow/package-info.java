@NullMarked
package io.churnflow.runtime.mlflow;

import org.jspecify.annotations.NullMarked;
