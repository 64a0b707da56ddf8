/**
 * The series that are open on the desk: how they grow slice by slice, how far they are read, what
 * was found and decided. Everything a screen needs to know, without a screen.
 */
@NullMarked
package duet.app.worklist;

import org.jspecify.annotations.NullMarked;
