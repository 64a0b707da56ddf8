/**
 * The parts of the window around the images: tools, findings, banners, what lies on top, the foot.
 * They show what they are given and ask {@link duet.app.desktop.key.Commands} for the rest.
 */
@NullMarked
package duet.app.desktop.pane;

import org.jspecify.annotations.NullMarked;
