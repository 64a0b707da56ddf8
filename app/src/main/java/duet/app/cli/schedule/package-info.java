/** The verb that plans models on lanes: its options, and what it prints and writes. */
@NullMarked
package duet.app.cli.schedule;

import org.jspecify.annotations.NullMarked;
