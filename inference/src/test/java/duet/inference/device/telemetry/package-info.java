@NullMarked
package duet.inference.device.telemetry;

import org.jspecify.annotations.NullMarked;
