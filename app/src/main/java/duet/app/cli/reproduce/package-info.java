/** The verb reproduce: the paper, and the models of the device, by commands that anyone can run. */
@NullMarked
package duet.app.cli.reproduce;

import org.jspecify.annotations.NullMarked;
