@NullMarked
package duet.inference.device.telemetry.linux;

import org.jspecify.annotations.NullMarked;
