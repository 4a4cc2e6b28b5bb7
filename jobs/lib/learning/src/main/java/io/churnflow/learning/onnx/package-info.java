/// The model file: written from a fitted model, and read back strictly.
@NullMarked
package io.churnflow.learning.onnx;

import org.jspecify.annotations.NullMarked;
