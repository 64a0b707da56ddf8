/**
 * Reads what a Linux kernel tells of the machine in files, those of JetPack 5, 6 and 7 among them,
 * and NVIDIA's {@code tegrastats} where the files do not say enough.
 */
@NullMarked
package duet.inference.device.telemetry.linux;

import org.jspecify.annotations.NullMarked;
