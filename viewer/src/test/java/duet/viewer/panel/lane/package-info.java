@NullMarked
package duet.viewer.panel.lane;

import org.jspecify.annotations.NullMarked;
