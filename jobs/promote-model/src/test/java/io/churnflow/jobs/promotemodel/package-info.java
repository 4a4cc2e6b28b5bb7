@NullMarked
package io.churnflow.jobs.promotemodel;

import org.jspecify.annotations.NullMarked;
