/** Schedules beside each other as text, as JSON and as pictures. Finds none itself. */
@NullMarked
package duet.app.schedule;

import org.jspecify.annotations.NullMarked;
