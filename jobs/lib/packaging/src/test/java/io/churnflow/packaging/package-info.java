/// Tests of packaging with real files, jars and repositories.
@NullMarked
package io.churnflow.packaging;

import org.jspecify.annotations.NullMarked;
