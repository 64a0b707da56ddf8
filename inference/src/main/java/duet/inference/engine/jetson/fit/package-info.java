/** How well the models of a Jetson meet public measurements, and what was fitted on which. */
@NullMarked
package duet.inference.engine.jetson.fit;

import org.jspecify.annotations.NullMarked;
