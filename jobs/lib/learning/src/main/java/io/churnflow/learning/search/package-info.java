/// Looks for better parameters, by seeded random search.
@NullMarked
package io.churnflow.learning.search;

import org.jspecify.annotations.NullMarked;
