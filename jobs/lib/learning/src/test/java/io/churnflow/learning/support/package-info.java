/// Data for the tests.
@NullMarked
package io.churnflow.learning.support;

import org.jspecify.annotations.NullMarked;
