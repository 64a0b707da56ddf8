/** The verb that brings a model into fewer bits, and the measurement of what that gains here. */
@NullMarked
package duet.app.cli.quantise;

import org.jspecify.annotations.NullMarked;
