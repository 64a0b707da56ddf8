/** The verb that looks at the machine: {@code duet doctor}. */
@NullMarked
package duet.app.cli.doctor;

import org.jspecify.annotations.NullMarked;
