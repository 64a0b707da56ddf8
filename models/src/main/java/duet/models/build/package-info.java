/** ONNX builders, one class per network, and the seeded stand-in weights. */
@NullMarked
package duet.models.build;

import org.jspecify.annotations.NullMarked;
