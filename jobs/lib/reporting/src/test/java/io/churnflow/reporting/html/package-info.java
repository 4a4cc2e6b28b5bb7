@NullMarked
package io.churnflow.reporting.html;

import org.jspecify.annotations.NullMarked;
