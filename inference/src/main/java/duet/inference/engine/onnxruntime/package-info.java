/**
 * ONNX Runtime on the CPU: the reference for right answers and the embedded default. One thread a
 * lane.
 */
@NullMarked
package duet.inference.engine.onnxruntime;

import org.jspecify.annotations.NullMarked;
