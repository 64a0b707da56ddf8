@NullMarked
package duet.app.doctor;

import org.jspecify.annotations.NullMarked;
