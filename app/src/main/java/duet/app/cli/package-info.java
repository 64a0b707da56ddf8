/** The command-line door: one class per verb. */
@NullMarked
package duet.app.cli;

import org.jspecify.annotations.NullMarked;
