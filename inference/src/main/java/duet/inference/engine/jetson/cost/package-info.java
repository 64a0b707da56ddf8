/**
 * What a layer costs on an engine of a Jetson, from its sizes: which nodes become one kernel, and a
 * roofline for each. Knows neither boards nor schedules.
 */
@NullMarked
package duet.inference.engine.jetson.cost;

import org.jspecify.annotations.NullMarked;
