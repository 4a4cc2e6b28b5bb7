/// Why a model gives a row its score: exact SHAP values.
@NullMarked
package io.churnflow.learning.explain;

import org.jspecify.annotations.NullMarked;
