/** The JavaFX door: the window, its view-models, and the one crossing to the FX thread. */
@NullMarked
package duet.app.desktop;

import org.jspecify.annotations.NullMarked;
