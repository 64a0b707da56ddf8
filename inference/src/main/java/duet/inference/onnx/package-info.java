/** The ONNX file format and only that: graphs out (and, later, in). */
@NullMarked
package duet.inference.onnx;

import org.jspecify.annotations.NullMarked;
