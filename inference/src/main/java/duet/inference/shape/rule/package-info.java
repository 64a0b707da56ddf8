/** How each operator of ONNX makes the shapes of its outputs; one node at a time. */
@NullMarked
package duet.inference.shape.rule;

import org.jspecify.annotations.NullMarked;
