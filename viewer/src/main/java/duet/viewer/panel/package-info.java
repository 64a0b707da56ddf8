/**
 * Panels around the views: lane utilisation, series strip, finding list. They take plain values.
 */
@NullMarked
package duet.viewer.panel;

import org.jspecify.annotations.NullMarked;
