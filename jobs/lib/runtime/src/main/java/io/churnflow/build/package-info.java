/// What packaging writes into a fat jar about itself.
@NullMarked
package io.churnflow.build;

import org.jspecify.annotations.NullMarked;
