/** The window, without a screen and on a real one. */
@NullMarked
package duet.app.desktop;

import org.jspecify.annotations.NullMarked;
