/** Promises of the model shelf. */
@NullMarked
package duet.app.shelf;

import org.jspecify.annotations.NullMarked;
