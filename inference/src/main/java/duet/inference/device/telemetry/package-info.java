/**
 * How busy, fast, warm and hungry the machine is, as far as its kernel tells: a {@code Sample} at a
 * time. Knows no model, and never says how busy a DLA is, since no kernel tells that.
 */
@NullMarked
package duet.inference.device.telemetry;

import org.jspecify.annotations.NullMarked;
