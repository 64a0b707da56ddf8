/** The keyboard, tried without a window. */
@NullMarked
package duet.app.desktop.key;

import org.jspecify.annotations.NullMarked;
