/** The verbs about the DLA of a Jetson: what of a model it takes, and what helps. */
@NullMarked
package duet.app.cli.dla;

import org.jspecify.annotations.NullMarked;
