/** The keyboard: what can be done, by which key, and the tap and hold of the AI key. */
@NullMarked
package duet.app.desktop.key;

import org.jspecify.annotations.NullMarked;
