/** The boards that can be simulated, by power mode; each constant says where it comes from. */
@NullMarked
package duet.inference.engine.jetson.board;

import org.jspecify.annotations.NullMarked;
