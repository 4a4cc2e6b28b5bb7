/// Made customers of a telecommunications company, month by month: their true risk of leaving is
/// known, and planned changes set in when they are told to. No I/O.
@NullMarked
package io.churnflow.simulation;

import org.jspecify.annotations.NullMarked;
