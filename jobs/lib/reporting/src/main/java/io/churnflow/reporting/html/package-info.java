/// HTML pages as trees: a text can only become a text, never markup.
@NullMarked
package io.churnflow.reporting.html;

import org.jspecify.annotations.NullMarked;
