@NullMarked
package duet.app.jetson;

import org.jspecify.annotations.NullMarked;
