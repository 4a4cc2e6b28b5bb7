/// A stand-in for the runtime's class of the same name, for packaging to seal.
@NullMarked
package io.churnflow.build;

import org.jspecify.annotations.NullMarked;
