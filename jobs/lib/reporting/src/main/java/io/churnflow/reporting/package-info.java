/// Charts and HTML.
@NullMarked
package io.churnflow.reporting;

import org.jspecify.annotations.NullMarked;
