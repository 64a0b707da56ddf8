/**
 * Looks at the machine and tries each lane that can be used: what is there for GPU and DLA, what is
 * missing, what to do. Reads no patient data.
 */
@NullMarked
package duet.app.doctor;

import org.jspecify.annotations.NullMarked;
