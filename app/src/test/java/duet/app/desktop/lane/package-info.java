@NullMarked
package duet.app.desktop.lane;

import org.jspecify.annotations.NullMarked;
