/** Where tests of viewer find real data. */
@NullMarked
package duet.viewer;

import org.jspecify.annotations.NullMarked;
