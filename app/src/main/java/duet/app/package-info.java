/** The composition root: builds everything with new and opens a door. */
@NullMarked
package duet.app;

import org.jspecify.annotations.NullMarked;
