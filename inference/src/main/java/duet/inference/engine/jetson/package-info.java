/**
 * Jetsons that are not there: what networks would cost on their GPU and DLA, predicted from sizes
 * and published constants, and a backend that computes with ONNX Runtime and tells such times.
 * Nothing in here measures anything.
 */
@NullMarked
package duet.inference.engine.jetson;

import org.jspecify.annotations.NullMarked;
